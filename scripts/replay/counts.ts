/** How often each name was counted, the most frequent first. */
export class Counts {
  readonly #counts = new Map<string, number>();

  add(name: string, by = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by);
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  rows(): (readonly [name: string, count: number])[] {
    return [...this.#counts].toSorted((a, b) => b[1] - a[1]);
  }
}
