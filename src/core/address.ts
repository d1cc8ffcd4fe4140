/** A postal address, with the member names of the contract because it is kept as it was sent. */
export interface Address {
  readonly name: string;
  readonly line1: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly line2?: string | undefined;
  readonly region?: string | undefined;
  readonly postal_code?: string | undefined;
  readonly phone?: string | undefined;
  readonly company?: string | undefined;
}
