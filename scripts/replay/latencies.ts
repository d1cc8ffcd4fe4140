/** Durations by name, in milliseconds, kept whole: a year of them is a few megabytes. */
export class Latencies {
  readonly #byName = new Map<string, number[]>();

  add(name: string, ms: number): void {
    const known = this.#byName.get(name);
    if (known) known.push(ms);
    else this.#byName.set(name, [ms]);
  }

  /** One row a name: how many, and the durations that 50, 95 and 99 of 100 stayed within. */
  rows(): { name: string; count: number; p50: number; p95: number; p99: number; max: number }[] {
    return [...this.#byName].map(([name, durations]) => {
      const sorted = durations.toSorted((a, b) => a - b);
      const within = (share: number) =>
        sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
      return {
        name,
        count: sorted.length,
        p50: within(0.5),
        p95: within(0.95),
        p99: within(0.99),
        max: sorted.at(-1) ?? 0,
      };
    });
  }
}
