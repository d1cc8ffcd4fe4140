import { proportion } from '../../../core/money.ts';

/** One hundred percent in ten-thousandths of a percent. */
export const wholePercent = 1_000_000;

/** What a percentage takes off each amount, half-even by line. `value` is ten-thousandths of a percent. */
export const percentageOff = (value: number, amounts: readonly number[]): number[] =>
  amounts.map((amount) => proportion(amount, value, wholePercent));
