import type { Client } from '@libsql/client';
import { checkInvariants } from '../../../scripts/invariants/index.ts';
import { stockInvariants } from '../../../scripts/invariants/stock.ts';
import { checkSql } from '../../../scripts/invariants/violation.ts';
import type { FileClient } from '../database.ts';
import { acknowledgedOrdersExist } from './acknowledged-orders-exist.ts';
import { audited } from './audited.ts';
import { cartAddsAreKept } from './cart-adds-are-kept.ts';
import { cartVersionsGrow } from './cart-versions-grow.ts';
import { changesHappenOnce } from './changes-happen-once.ts';
import { codesFollowTheirOrders } from './codes-follow-their-orders.ts';
import { codesKeepTheirLimits } from './codes-keep-their-limits.ts';
import { confirmedOrdersArePaid } from './confirmed-orders-are-paid.ts';
import { dueWorkGetsDone } from './due-work-gets-done.ts';
import type { Checker, Evidence } from './evidence.ts';
import { eventsReachTheirReceiver } from './events-reach-their-receiver.ts';
import { holdsOutlivePayments } from './holds-outlive-payments.ts';
import { noMoneyIsLost } from './no-money-is-lost.ts';
import { nothingUnexpected } from './nothing-unexpected.ts';
import { notificationsCountOnce } from './notifications-count-once.ts';
import { oneBodyAKey } from './one-body-a-key.ts';
import { oneOrderACart } from './one-order-a-cart.ts';
import { ordersComeToAnEnd } from './orders-come-to-an-end.ts';
import { ordersMoveForward } from './orders-move-forward.ts';
import { paidOnce } from './paid-once.ts';
import { paymentsAreToldTruly } from './payments-are-told-truly.ts';
import { sameKeySameAnswer } from './same-key-same-answer.ts';
import { stockAddsUp } from './stock-adds-up.ts';
import { tokensShowWrites } from './tokens-show-writes.ts';

export type { Evidence } from './evidence.ts';

/** What only a history can show. What the database alone shows is in `scripts/invariants`. */
const checkers: readonly Checker[] = [
  nothingUnexpected,
  acknowledgedOrdersExist,
  oneOrderACart,
  sameKeySameAnswer,
  oneBodyAKey,
  changesHappenOnce,
  notificationsCountOnce,
  paidOnce,
  noMoneyIsLost,
  paymentsAreToldTruly,
  confirmedOrdersArePaid,
  holdsOutlivePayments,
  ordersComeToAnEnd,
  dueWorkGetsDone,
  eventsReachTheirReceiver,
  stockAddsUp,
  audited,
  codesKeepTheirLimits,
  codesFollowTheirOrders,
  cartAddsAreKept,
  cartVersionsGrow,
  ordersMoveForward,
  tokensShowWrites,
];

/** What holds at every moment, whatever is under way. */
export async function findViolationsNow(database: FileClient): Promise<string[]> {
  const found: string[] = [];
  for (const invariant of stockInvariants)
    found.push(...(await checkSql(database as Client, invariant)).map(described));
  return found;
}

/** Everything, once all has come to rest. */
export async function findViolations(evidence: Evidence): Promise<string[]> {
  const found = (await checkInvariants(evidence.database.primary as Client)).map(described);
  for (const { name, check } of checkers)
    for (const detail of await check(evidence)) found.push(`${name}: ${detail}`);
  return found;
}

const described = (violation: { invariant: string; subject: string; detail: string }): string =>
  `${violation.invariant}: ${violation.subject}: ${violation.detail}`;
