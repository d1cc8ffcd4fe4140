/**
 * Runs work with at most `concurrency` at one time, and work of one `turn` strictly one after the
 * other. Work starts in the order it was given, so whoever waits for a turn waits for work that is
 * under way: it cannot lock up. The first failure ends it all.
 */
export function inTurn(concurrency: number) {
  const running = new Set<Promise<void>>();
  const turns = new Map<string, Promise<void>>();
  let failure: { readonly error: unknown } | undefined;

  async function waitBelow(count: number): Promise<void> {
    while (running.size >= count && !failure) await Promise.race(running);
    if (failure) throw failure.error;
  }

  return {
    /** Resolves once there is room for more. @throws what earlier work threw */
    async add(turn: string, work: () => Promise<void>): Promise<void> {
      const done = (turns.get(turn) ?? Promise.resolve()).then(work);
      turns.set(turn, done);
      const ended: Promise<void> = done
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => {
          running.delete(ended);
          if (turns.get(turn) === done) turns.delete(turn);
        });
      running.add(ended);
      await waitBelow(concurrency);
    },
    /** Resolves when all of it is done. @throws what any of it threw */
    end: () => waitBelow(1),
  };
}
