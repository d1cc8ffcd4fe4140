import { proportion } from '../../core/money.ts';

export interface TaxRate {
  readonly country: string;
  /** Empty for the whole country. */
  readonly region: string;
  /** Ten-thousandths of a percent. */
  readonly rate: number;
  readonly appliesToShipping: boolean;
}

export type TaxDisplay = 'inclusive' | 'exclusive';

const wholePercent = 1_000_000;

/** The rate of the place: its region's if there is one, else its country's. */
export function rateOf(
  rates: readonly TaxRate[],
  place: { readonly country: string; readonly region?: string | undefined } | null,
): TaxRate | undefined {
  if (!place) return undefined;
  const region = place.region?.trim().toUpperCase();
  const there = rates.filter((rate) => rate.country === place.country);
  return (
    there.find((rate) => rate.region !== '' && rate.region === region) ??
    there.find((rate) => rate.region === '')
  );
}

/** The tax on (exclusive) or in (inclusive) an amount, half-even, in minor units. */
export function taxOf(amount: number, rate: number, display: TaxDisplay): number {
  return display === 'exclusive'
    ? proportion(amount, rate, wholePercent)
    : proportion(amount, rate, wholePercent + rate);
}
