interface Entry<Item> {
  readonly at: number;
  readonly tie: number;
  readonly item: Item;
}

/** A queue by time: the earliest comes out first, of equal times the one with the smaller tie. */
export interface Heap<Item> {
  push(at: number, tie: number, item: Item): void;
  pop(): { readonly at: number; readonly item: Item } | undefined;
  size(): number;
}

export function createHeap<Item>(): Heap<Item> {
  const entries: Entry<Item>[] = [];

  const before = (a: number, b: number): boolean => {
    const [left, right] = [entries[a]!, entries[b]!];
    return left.at < right.at || (left.at === right.at && left.tie < right.tie);
  };

  function swap(a: number, b: number): void {
    [entries[a], entries[b]] = [entries[b]!, entries[a]!];
  }

  function rise(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!before(at, parent)) return;
      swap(at, parent);
      at = parent;
    }
  }

  function sink(): void {
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < entries.length && before(left, least)) least = left;
      if (right < entries.length && before(right, least)) least = right;
      if (least === at) return;
      swap(at, least);
      at = least;
    }
  }

  return {
    push(at, tie, item) {
      entries.push({ at, tie, item });
      rise(entries.length - 1);
    },
    pop() {
      const first = entries[0];
      const last = entries.pop();
      if (first && last && entries.length > 0) {
        entries[0] = last;
        sink();
      }
      return first;
    },
    size: () => entries.length,
  };
}
