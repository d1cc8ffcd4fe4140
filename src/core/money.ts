import { type Currency, minorDigits } from './currency.ts';

/** An amount of money: integer minor units (pence, cents, yen) of one ISO 4217 currency. */
export interface Money {
  readonly amount: number;
  readonly currency: Currency;
}

/** @param amount integer minor units, within ±2^53. */
export function money(amount: number, currency: Currency): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not whole minor units: ${amount}`);
  return { amount, currency };
}

/**
 * `amount × numerator ÷ denominator` in whole minor units, ties to the even neighbor (IEEE 754
 * roundTiesToEven), so that many small roundings do not drift upward.
 * BigInt because a line of 100,000 units times a six-digit rate exceeds 2^53.
 */
export function proportion(amount: number, numerator: number, denominator: number): number {
  if (denominator <= 0) throw new RangeError('denominator must be positive');
  const product = BigInt(amount) * BigInt(numerator);
  const by = BigInt(denominator);
  let quotient = product / by;
  let rest = product % by;
  if (rest < 0n) {
    quotient -= 1n;
    rest += by;
  }
  const twice = rest * 2n;
  if (twice > by || (twice === by && quotient % 2n !== 0n)) quotient += 1n;
  return Number(quotient);
}

/**
 * Splits `amount` over `weights` by largest remainder: the parts sum to `amount` exactly and no part
 * is more than one unit from its exact share. Ties go to the earlier part.
 */
export function allocate(amount: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) return weights.map(() => 0);
  const shares = weights.map((weight, index) => {
    const product = BigInt(amount) * BigInt(weight);
    return { index, part: product / BigInt(whole), rest: product % BigInt(whole) };
  });
  const parts = shares.map((share) => Number(share.part));
  let left = amount - parts.reduce((sum, part) => sum + part, 0);
  const byRest = shares.toSorted((a, b) =>
    a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1,
  );
  for (const share of byRest) {
    if (left <= 0) break;
    parts[share.index] = (parts[share.index] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}

/** Parses a decimal such as `12.50` into minor units; undefined when it is not one, or has too many digits. */
export function parseDecimal(text: string, currency: Currency): number | undefined {
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return undefined;
  const digits = minorDigits(currency);
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > digits) return undefined;
  const amount = Number(`${match[1]}${fraction.padEnd(digits, '0')}`);
  return Number.isSafeInteger(amount) ? amount : undefined;
}
