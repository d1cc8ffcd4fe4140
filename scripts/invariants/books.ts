import { capturesAtProvider } from './books/captures-at-provider.ts';
import { codeUses } from './books/code-uses.ts';
import { dueOrderExists } from './books/due-order-exists.ts';
import { moneyKnown } from './books/money-known.ts';
import { oneOrderACart } from './books/one-order-a-cart.ts';
import { refundsAtProvider } from './books/refunds-at-provider.ts';
import { refundsKnown } from './books/refunds-known.ts';
import { uniqueNumbers } from './books/unique-numbers.ts';
import type { SqlInvariant } from './violation.ts';

/** What two sides write down about the same thing: ours and the provider's, a code and its uses. */
export const bookInvariants: readonly SqlInvariant[] = [
  oneOrderACart,
  uniqueNumbers,
  refundsAtProvider,
  refundsKnown,
  capturesAtProvider,
  moneyKnown,
  codeUses,
  dueOrderExists,
];
