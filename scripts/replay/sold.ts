/** A line of an order that was placed, and how many of its units have not come back yet. */
export interface SoldLine {
  readonly orderId: string;
  readonly lineId: string;
  readonly sku: string;
  /** When it was sold, counted in sales: the larger, the later. */
  readonly turn: number;
  left: number;
}

/** What every customer has bought: where a cancellation finds the sale that it takes back. */
export class SoldLines {
  readonly #byCustomer = new Map<number, Map<string, SoldLine[]>>();

  add(customer: number, line: SoldLine): void {
    const codes = this.#byCustomer.get(customer) ?? new Map<string, SoldLine[]>();
    this.#byCustomer.set(customer, codes);
    const name = line.sku.toUpperCase();
    const lines = codes.get(name);
    if (lines) lines.push(line);
    else codes.set(name, [line]);
  }

  /**
   * The latest earlier sale of this code to this customer with `units` left, taken from it. The exact
   * code goes first; where it was never sold, one that differs only in case counts. A cancellation is
   * never spread over several sales: nothing in the file says that it should be.
   */
  take(customer: number, code: string, units: number): SoldLine | 'never_sold' | 'too_many' {
    const sold = this.#byCustomer.get(customer)?.get(code.toUpperCase()) ?? [];
    const exact = sold.filter((line) => line.sku === code);
    const candidates = exact.length > 0 ? exact : sold;
    if (candidates.length === 0) return 'never_sold';
    const found = candidates.findLast((line) => line.left >= units);
    if (!found) return 'too_many';
    found.left -= units;
    return found;
  }
}
