import { allocate } from '../../../core/money.ts';

/** A fixed amount off, spread over the lines by largest remainder; never more than they come to. */
export function fixedOff(value: number, amounts: readonly number[]): number[] {
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return allocate(Math.min(value, sum), amounts);
}
