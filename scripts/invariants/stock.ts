import { movementsSum } from './stock/movements-sum.ts';
import { reservedInRange } from './stock/reserved-in-range.ts';
import { reservedIsHeld } from './stock/reserved-is-held.ts';
import { soldOnce } from './stock/sold-once.ts';
import type { SqlInvariant } from './violation.ts';

/** What holds of stock at every moment, whatever else is under way. */
export const stockInvariants: readonly SqlInvariant[] = [
  reservedInRange,
  movementsSum,
  reservedIsHeld,
  soldOnce,
];
