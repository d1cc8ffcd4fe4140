import { capturedOnce } from './orders/captured-once.ts';
import { dueWhenNeeded } from './orders/due-when-needed.ts';
import { foldsToRow } from './orders/fold-to-row.ts';
import { gaplessVersions } from './orders/gapless-versions.ts';
import { linesSumToTotals } from './orders/lines-sum-to-totals.ts';
import { noLostMoney } from './orders/no-lost-money.ts';
import { refundsWithinCapture } from './orders/refunds-within-capture.ts';
import { reservationsFollow } from './orders/reservations-follow.ts';
import type { OrderInvariant } from './order-record.ts';

/** What holds of every order by itself. */
export const orderInvariants: readonly OrderInvariant[] = [
  gaplessVersions,
  foldsToRow,
  linesSumToTotals,
  capturedOnce,
  noLostMoney,
  refundsWithinCapture,
  reservationsFollow,
  dueWhenNeeded,
];
