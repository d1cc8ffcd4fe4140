import { fixedOff } from './rules/fixed.ts';
import { percentageOff } from './rules/percentage.ts';

/** A discount code as pricing needs it. Amounts are minor units of `currency`, times epoch milliseconds. */
export interface DiscountCode {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly type: 'percentage' | 'fixed' | 'free_shipping';
  /** Percentage: ten-thousandths of a percent. Fixed: minor units. */
  readonly value: number;
  readonly currency: string | null;
  readonly minimumSubtotal: number | null;
  readonly usageLimit: number | null;
  readonly usageLimitPerCustomer: number | null;
  readonly used: number;
  /** How often the buyer of this cart has used it. */
  readonly usedByCustomer: number;
  readonly startsAt: number | null;
  readonly endsAt: number | null;
}

export type CodeRefusal =
  | 'unknown'
  | 'not_started'
  | 'ended'
  | 'used_up'
  | 'customer_limit'
  | 'minimum_subtotal'
  | 'currency';

/** Why a code does not apply to a cart now; undefined when it does. */
export function whyNotApplicable(
  code: DiscountCode | undefined,
  cart: { readonly currency: string; readonly subtotal: number; readonly nowMs: number },
): CodeRefusal | undefined {
  if (!code) return 'unknown';
  if (code.startsAt !== null && cart.nowMs < code.startsAt) return 'not_started';
  if (code.endsAt !== null && cart.nowMs >= code.endsAt) return 'ended';
  if (code.usageLimit !== null && code.used >= code.usageLimit) return 'used_up';
  if (code.usageLimitPerCustomer !== null && code.usedByCustomer >= code.usageLimitPerCustomer) {
    return 'customer_limit';
  }
  if (code.currency !== null && code.currency !== cart.currency) return 'currency';
  if (code.minimumSubtotal !== null && cart.subtotal < code.minimumSubtotal)
    return 'minimum_subtotal';
  return undefined;
}

export interface Discounted {
  /** What is taken off each line, in minor units. */
  readonly lines: readonly number[];
  readonly freeShipping: boolean;
  readonly codes: readonly {
    readonly id: string;
    readonly code: string;
    readonly amount: number;
  }[];
}

/** Applies codes in the order they were entered, each to what the ones before it left. */
export function applyDiscounts(
  codes: readonly DiscountCode[],
  amounts: readonly number[],
): Discounted {
  let left = [...amounts];
  let freeShipping = false;
  const applied = codes.map((code) => {
    const off =
      code.type === 'percentage'
        ? percentageOff(code.value, left)
        : code.type === 'fixed'
          ? fixedOff(code.value, left)
          : left.map(() => 0);
    freeShipping ||= code.type === 'free_shipping';
    left = left.map((amount, index) => amount - (off[index] ?? 0));
    return { id: code.id, code: code.code, amount: off.reduce((sum, amount) => sum + amount, 0) };
  });
  return {
    lines: amounts.map((amount, index) => amount - (left[index] ?? 0)),
    freeShipping,
    codes: applied,
  };
}

/** Codes are compared without regard to case, surrounding space, or how a keyboard composes an accent. */
export const normalizeCode = (code: string): string => code.trim().toUpperCase().normalize('NFC');
