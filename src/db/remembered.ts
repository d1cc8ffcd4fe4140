import { LRUCache } from 'lru-cache';

/** How long a process goes on with what it read: the bound on how stale an answer made of it can be. */
const rememberedMs = 1_000;
/** Read again ahead of that: where there is traffic, nobody waits for it. */
const renewedMs = 400;
/** What is renewed at once: beyond that things are read when they are wanted. */
const renewedMax = 500;
const kindsMax = 100;
/** A reading that has not ended by then was given up with the request that began it. */
const patienceMs = 6_000;
/** How often somebody looks whether another has read what he wants; each time a little more seldom. */
const lookMs = { first: 2, most: 50 };
/** What an installation may remember in all, as whoever remembers it reckons. */
const bytesMax = 8 * 1_024 * 1_024;

interface Reader {
  readonly config: object;
  readonly clock: { nowMs(): number };
  /** Whether this reader has to see what is there now. */
  readonly fresh?: boolean;
  background(work: Promise<unknown>): void;
  sleep(ms: number): Promise<void>;
}

interface Remembered {
  /** When it was asked for: it may be as old as that. */
  readonly askedAtMs: number;
  readonly value: unknown;
}

interface Home {
  readonly known: LRUCache<string, Remembered>;
  /** By kind, what was wanted since that kind was last read: it will be wanted again. */
  readonly wanted: LRUCache<string, Set<string>>;
  /** What is being read just now, since when. */
  readonly reading: Map<string, number>;
  /** Which kinds are being renewed ahead of their time, since when. */
  readonly renewing: Map<string, number>;
}

/** For each installation. Values, not promises: in a Worker one request must not wait for the I/O of another. */
const homes = new WeakMap<object, Home>();

function homeOf({ config }: Pick<Reader, 'config'>): Home {
  const found = homes.get(config);
  if (found) return found;
  const made: Home = {
    known: new LRUCache({ maxSize: bytesMax }),
    wanted: new LRUCache({ max: kindsMax }),
    reading: new Map(),
    renewing: new Map(),
  };
  homes.set(config, made);
  return made;
}

interface Kind<Value> {
  /** Tells what is alike and can be asked for together from all else. */
  readonly kind: string;
  /** Is asked for all that are not known at once; what does not exist is missing in its answer. */
  readonly read: (names: readonly string[]) => Promise<ReadonlyMap<string, Value>>;
  /** About how many bytes one takes up. */
  readonly sizeOf: (value: Value) => number;
}

/**
 * Things by their names, as they are or were within the last second. One question reads all that are not
 * known, with those that were wanted lately. That one does not exist is not remembered.
 */
export async function rememberedEach<Value>(
  reader: Reader,
  kind: Kind<Value>,
  names: readonly string[],
): Promise<ReadonlyMap<string, Value>> {
  const home = homeOf(reader);
  if (reader.fresh) return await readAll(reader, kind, names);
  const nowMs = reader.clock.nowMs();
  want(home, kind.kind, names);
  let looked = look<Value>(home, { kind: kind.kind, names, nowMs });
  // Nothing is awaited between the last look and a reading: of many who come at once one reads.
  for (let pauseMs = lookMs.first; othersRead(reader, home, kind, looked.missing); pauseMs *= 1.5) {
    await reader.sleep(Math.min(pauseMs, lookMs.most));
    looked = look<Value>(home, { kind: kind.kind, names, nowMs });
  }
  const { found, missing } = looked;
  if (missing.length > 0) {
    const also = takeWanted(home, kind.kind, missing);
    for (const [name, value] of await readAll(reader, kind, [...missing, ...also]))
      found.set(name, value);
  } else if (looked.oldestMs >= renewedMs && !isRecent(home.renewing.get(kind.kind), nowMs)) {
    reader.background(renew(reader, home, kind));
  }
  return found;
}

/** One renewal of a kind at a time: meanwhile everybody finds the same things old. */
async function renew<Value>(reader: Reader, home: Home, kind: Kind<Value>): Promise<void> {
  const names = takeWanted(home, kind.kind, []);
  home.renewing.set(kind.kind, reader.clock.nowMs());
  try {
    if (names.length > 0) await readAll(reader, kind, names);
  } finally {
    home.renewing.delete(kind.kind);
  }
}

/** Whether what began then may still be under way. */
const isRecent = (sinceMs: number | undefined, nowMs: number): boolean =>
  sinceMs !== undefined && nowMs - sinceMs < patienceMs;

interface Asked {
  readonly kind: string;
  readonly names: readonly string[];
}

function want({ wanted }: Home, kind: string, names: readonly string[]): void {
  const before = wanted.get(kind) ?? new Set();
  wanted.set(kind, before);
  for (const name of names) if (before.size < renewedMax) before.add(name);
}

/** What is known now that was right a second before `nowMs`. */
function look<Value>({ known }: Home, { kind, names, nowMs }: Asked & { readonly nowMs: number }) {
  const found = new Map<string, Value>();
  const missing: string[] = [];
  let oldestMs = 0;
  for (const name of names) {
    const one = known.get(`${kind}:${name}`);
    const ageMs = one ? nowMs - one.askedAtMs : rememberedMs;
    // What was asked for since is newer still, unless the clock was set back.
    if (!one || ageMs >= rememberedMs || ageMs < -patienceMs) missing.push(name);
    else {
      found.set(name, one.value as Value);
      oldestMs = Math.max(oldestMs, ageMs);
    }
  }
  return { found, missing, oldestMs };
}

/** Whether somebody else reads any of these: looked at, since requests cannot wait for each other's I/O. */
const othersRead = (
  { clock }: Reader,
  { reading }: Home,
  { kind }: { readonly kind: string },
  names: readonly string[],
): boolean => names.some((name) => isRecent(reading.get(`${kind}:${name}`), clock.nowMs()));

/** What was wanted and will soon be too old, once under each of its names; whoever takes it reads it. */
function takeWanted({ known, wanted }: Home, kind: string, but: readonly string[]): string[] {
  const names = wanted.get(kind) ?? new Set();
  wanted.delete(kind);
  for (const name of but) names.delete(name);
  const values = new Set<unknown>();
  return [...names].filter((name) => {
    const value = known.get(`${kind}:${name}`)?.value;
    if (value === undefined || values.has(value)) return false;
    values.add(value);
    return true;
  });
}

async function readAll<Value>(
  reader: Reader,
  { kind, read, sizeOf }: Kind<Value>,
  names: readonly string[],
): Promise<ReadonlyMap<string, Value>> {
  const home = homeOf(reader);
  const askedAtMs = reader.clock.nowMs();
  for (const name of names) home.reading.set(`${kind}:${name}`, askedAtMs);
  try {
    const found = await read(names);
    for (const [name, value] of found) {
      const known = home.known.get(`${kind}:${name}`);
      // Two readings may cross: the later one counts.
      if (known && known.askedAtMs > askedAtMs) continue;
      home.known.set(`${kind}:${name}`, { askedAtMs, value }, { size: 128 + sizeOf(value) });
    }
    return found;
  } finally {
    for (const name of names) home.reading.delete(`${kind}:${name}`);
  }
}

/** What `read` answers, or answered within the last second under this name. */
export async function remembered<Value>(
  reader: Reader,
  name: string,
  read: () => Promise<Value>,
): Promise<Value> {
  const kind: Kind<Value> = {
    kind: name,
    read: async () => new Map([['', await read()]]),
    // There are a handful of them, and all are small.
    sizeOf: () => 1_024,
  };
  return (await rememberedEach(reader, kind, [''])).get('') as Value;
}

/** After a change of our own: whoever made it sees it at once. */
export function forgetRemembered({ config }: Pick<Reader, 'config'>): void {
  homes.delete(config);
}
