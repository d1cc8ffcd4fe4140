import type { Money } from '../../../core/money.ts';

/**
 * Where Stripe counts otherwise than in ISO 4217's minor units: how many of its units are how many of
 * ours. Source: https://docs.stripe.com/currencies#special-cases and #zero-decimal.
 */
const units: Readonly<Record<string, { readonly theirs: number; readonly ours: number }>> = {
  // Without a minor unit in ISO; in Stripe's amounts with two digits that have to be 0.
  ISK: { theirs: 100, ours: 1 },
  UGX: { theirs: 100, ours: 1 },
  // With two digits in ISO; in Stripe's amounts without any.
  MGA: { theirs: 1, ours: 100 },
};
const same = { theirs: 1, ours: 1 };

/** Three digits, of which the last has to be 0. */
const threeDigits = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

/** Stripe does not take these. */
const untaken = new Set(['IQD', 'LYD', 'CLF', 'UYI', 'UYW']);

/** The amount as Stripe counts it; undefined when it cannot be charged exactly. */
export function toStripe({ amount, currency }: Money): number | undefined {
  const { theirs, ours } = units[currency] ?? same;
  const whole = (amount * theirs) % ours === 0 && !(threeDigits.has(currency) && amount % 10 !== 0);
  return whole && !untaken.has(currency) ? (amount * theirs) / ours : undefined;
}

/** @param currency as Stripe writes it, in lower case */
export function fromStripe(amount: number, currency: string): Money {
  const code = currency.toUpperCase();
  const { theirs, ours } = units[code] ?? same;
  return { amount: Math.round((amount * ours) / theirs), currency: code };
}
