/** How long a process goes on with what it read: the bound on how stale an answer made of it can be. */
const rememberedMs = 1_000;

interface Reader {
  readonly config: object;
  readonly clock: { nowMs(): number };
  /** Whether this reader has to see what is there now. */
  readonly fresh?: boolean;
}

interface Remembered {
  readonly readAtMs: number;
  readonly value: unknown;
}

/** For each installation. Values, not promises: in a Worker one request must not wait for the I/O of another. */
const homes = new WeakMap<object, Map<string, Remembered>>();

/** What `read` answers, or answered within the last second under this name. */
export async function remembered<Value>(
  { config, clock, fresh }: Reader,
  name: string,
  read: () => Promise<Value>,
): Promise<Value> {
  const home = homes.get(config) ?? new Map<string, Remembered>();
  homes.set(config, home);
  const nowMs = clock.nowMs();
  const known = home.get(name);
  const recent = known && nowMs - known.readAtMs < rememberedMs && nowMs >= known.readAtMs;
  if (recent && !fresh) return known.value as Value;
  const value = await read();
  // Forgotten meanwhile: this may be from before the change.
  if (homes.get(config) === home) home.set(name, { readAtMs: nowMs, value });
  return value;
}

/** After a change of our own: whoever made it sees it at once. */
export function forgetRemembered({ config }: Pick<Reader, 'config'>): void {
  homes.delete(config);
}
