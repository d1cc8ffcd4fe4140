/** One thing that must never happen and did. */
export interface Violation {
  readonly invariant: string;
  /** The order, SKU, payment or code that it was found at. */
  readonly subject: string;
  readonly detail: string;
}
