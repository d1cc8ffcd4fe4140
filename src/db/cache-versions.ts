import type { Statement } from '../core/statement.ts';
import { type ReadDatabase, rows } from './read.ts';
import { statement } from './sql.ts';

/** How long a process goes on with the versions it read: the bound on how stale a cached body can be. */
const rememberedMs = 1_000;

interface Reader {
  readonly config: object;
  readonly clock: { nowMs(): number };
  readonly replica: ReadDatabase;
}

interface Home {
  readonly versions: Map<string, number>;
  latest: number;
  readAtMs: number;
}

/** For each installation of a process: values and not promises, since on Workers I/O belongs to a request. */
const homes = new WeakMap<object, Home>();

/**
 * When anything in these scopes was last changed, as this process knows it: at most a second ago. A body
 * that was made of a snapshot at least as new is right. Only what changed since is read.
 */
export async function versionOf(reader: Reader, scopes: readonly string[]): Promise<number> {
  const home = homes.get(reader.config) ?? { versions: new Map(), latest: 0, readAtMs: -Infinity };
  homes.set(reader.config, home);
  const nowMs = reader.clock.nowMs();
  if (nowMs - home.readAtMs >= rememberedMs || nowMs < home.readAtMs) {
    const changed = await rows<{ scope: string; version: number }>(
      reader.replica,
      statement`SELECT scope, version FROM cache_versions WHERE version > ${home.latest}`,
    );
    for (const { scope, version } of changed) {
      // Two reads may cross: the newer one counts.
      home.versions.set(scope, Math.max(version, home.versions.get(scope) ?? 0));
      home.latest = Math.max(home.latest, version);
    }
    home.readAtMs = nowMs;
  }
  return Math.max(0, ...scopes.map((scope) => home.versions.get(scope) ?? 0));
}

/** After a change of our own: whoever made it sees it at once. */
export function forgetVersions({ config }: Pick<Reader, 'config'>): void {
  const home = homes.get(config);
  if (home) home.readAtMs = -Infinity;
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
