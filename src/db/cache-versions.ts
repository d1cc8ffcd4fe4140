import type { Statement } from '../core/statement.ts';
import { type Timer, within } from '../core/timer.ts';
import { type ReadDatabase, rows } from './read.ts';
import { statement } from './sql.ts';

/** How long a process goes on with the versions it read: the bound on how stale a cached body can be. */
const rememberedMs = 1_000;
/** Read again ahead of that: where there is traffic, nobody waits for it. */
const renewedMs = 700;
/** A reading that has not ended by then was given up with the request that began it. */
const readingMs = 5_000;
/** Who waits longer, or comes within this after one who did, goes on without: what there is will do. */
const patienceMs = 1_000;

interface Reader {
  readonly config: object;
  readonly clock: { nowMs(): number };
  readonly replica: ReadDatabase;
  /** The primary. */
  readonly db: ReadDatabase;
  background(work: Promise<unknown>): void;
  timer(ms: number): Timer;
}

interface Home {
  readonly versions: Map<string, number>;
  latest: number;
  /** When what is known was asked for: it may be as old as that. */
  askedAtMs: number;
  renewingSinceMs: number;
  failedAtMs: number;
  /** Counts our own changes: what was asked before one of them does not tell of it. */
  changes: number;
  /** Whether the primary has to be asked, since the near copy may not have our own change yet. */
  changed: boolean;
}

/** For each installation of a process: values and not promises, since on Workers I/O belongs to a request. */
const homes = new WeakMap<object, Home>();

function homeOf({ config }: Pick<Reader, 'config'>): Home {
  const known = homes.get(config);
  if (known) return known;
  const made: Home = {
    versions: new Map(),
    latest: 0,
    askedAtMs: -Infinity,
    renewingSinceMs: -Infinity,
    failedAtMs: -Infinity,
    changes: 0,
    changed: false,
  };
  homes.set(config, made);
  return made;
}

/**
 * When anything in these scopes was last changed, as this process knows it: at most a second ago. A body
 * that was made of a snapshot at least as new is right.
 */
export async function versionOf(reader: Reader, scopes: readonly string[]): Promise<number> {
  const known = knownVersion(reader, scopes);
  if (known !== undefined) return known;
  const home = homeOf(reader);
  const sinceFailureMs = reader.clock.nowMs() - home.failedAtMs;
  if (sinceFailureMs >= 0 && sinceFailureMs < patienceMs) throw unknown();
  try {
    await within(reader.timer(patienceMs), renew(reader, home), unknown);
  } catch (error) {
    home.failedAtMs = reader.clock.nowMs();
    throw error;
  }
  return newest(home, scopes);
}

const unknown = () => new Error('the versions are not known in time');

/** The same where it is known at once; undefined where the database has to be asked. */
export function knownVersion(reader: Reader, scopes: readonly string[]): number | undefined {
  const home = homeOf(reader);
  const nowMs = reader.clock.nowMs();
  const ageMs = nowMs - home.askedAtMs;
  if (!(ageMs >= 0 && ageMs < rememberedMs)) return undefined;
  if (ageMs >= renewedMs && nowMs - home.renewingSinceMs >= readingMs)
    reader.background(renew(reader, home));
  return newest(home, scopes);
}

function newest({ versions }: Home, scopes: readonly string[]): number {
  let version = 0;
  for (const scope of scopes) version = Math.max(version, versions.get(scope) ?? 0);
  return version;
}

/** Reads what changed since the last time. */
async function renew({ clock, replica, db }: Reader, home: Home): Promise<void> {
  const { changes, changed: own } = home;
  const askedAtMs = clock.nowMs();
  home.renewingSinceMs = askedAtMs;
  try {
    const changed = await rows<{ scope: string; version: number }>(
      own ? db : replica,
      statement`SELECT scope, version FROM cache_versions WHERE version > ${home.latest}`,
    );
    for (const { scope, version } of changed) {
      // Two readings may cross: the newer one counts.
      home.versions.set(scope, Math.max(version, home.versions.get(scope) ?? 0));
      home.latest = Math.max(home.latest, version);
    }
    if (home.changes !== changes) return;
    home.askedAtMs = askedAtMs;
    home.changed = false;
  } finally {
    home.renewingSinceMs = -Infinity;
  }
}

/** After a change of our own: whoever made it sees it at once. */
export function forgetVersions(reader: Pick<Reader, 'config'>): void {
  const home = homeOf(reader);
  home.changes += 1;
  home.changed = true;
  home.askedAtMs = -Infinity;
  home.failedAtMs = -Infinity;
}

const latest: Statement = statement`SELECT coalesce(max(version), 0) AS version FROM cache_versions`;

/**
 * The database, telling of each snapshot it reads how new that is. Asked in the same round trip, so that
 * a copy that lags cannot pass old rows off as new ones.
 */
export function tellingVersion(db: ReadDatabase, tell: (version: number) => void): ReadDatabase {
  return {
    async ask(statements) {
      const found = await db.ask([...statements, latest]);
      const [row] = found.at(-1) as { version: number }[];
      tell(row?.version ?? 0);
      return found.slice(0, -1);
    },
  };
}
