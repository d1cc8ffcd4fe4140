import { isDeepStrictEqual } from 'node:util';
import { nextLook, type Order, orderDecider, projection } from '../../src/shop/orders/index.ts';
import type { OrderRecord } from './order-record.ts';

/** An invariant of one order by itself. Answers what is wrong. */
export interface OrderInvariant {
  readonly name: string;
  readonly check: (record: OrderRecord) => string[];
}

const sum = (amounts: readonly number[]): number =>
  amounts.reduce((total, amount) => total + amount, 0);

type Payment = Order['payments'][number];
type Refund = Order['refunds'][number];

/** Money on its way back or back already. */
const sentBack = (
  order: Order,
  payment: Payment,
  of: (refund: Refund) => boolean = () => true,
): number =>
  sum(
    order.refunds
      .filter(
        (refund) => refund.paymentId === payment.id && refund.status !== 'failed' && of(refund),
      )
      .map((refund) => refund.amount),
  );

const captures = (order: Order): readonly Payment[] =>
  order.payments.filter(({ status }) => status === 'captured');
const cameInVain = ({ reason }: Refund): boolean =>
  reason === 'paid_twice' || reason === 'payment_late';

export const orderInvariants: readonly OrderInvariant[] = [
  { name: 'event versions are gapless', check: gaplessVersions },
  { name: 'the events of an order fold to its row', check: foldsToRow },
  { name: 'lines sum to the totals', check: linesSumToTotals },
  { name: 'captured at most once, and in full', check: capturedOnce },
  { name: 'captured money has a confirmed order or goes back', check: noLostMoney },
  { name: 'refunds stay within what was captured', check: refundsWithinCapture },
  { name: 'a reservation ends once, as its order says', check: reservationsFollow },
  { name: 'due work is what an order still needs', check: dueWhenNeeded },
];

function gaplessVersions({ events, columns }: OrderRecord): string[] {
  const found = events.flatMap(({ version }, index) =>
    version === index + 1 ? [] : [`event ${index + 1} is ${version}`],
  );
  const count = Number(columns['version']);
  return count === events.length
    ? found
    : [...found, `version ${count} after ${events.length} events`];
}

function foldsToRow({ events, order, columns, payments }: OrderRecord): string[] {
  const folded = events.reduce(
    (state, { event }) => orderDecider.evolve(state, event),
    orderDecider.initialState,
  );
  const { doc, payments: rows, ...derived } = projection(folded);
  const expected: Record<string, unknown> = {
    ...derived,
    id: folded.id,
    number: folded.number,
    cart_id: folded.cartId,
    email: folded.email,
    currency: folded.currency,
    total: folded.totals.total,
    created_at: folded.createdAtMs,
  };
  const found = Object.entries(expected)
    .filter(([name, value]) => columns[name] !== value)
    .map(([name, value]) => `${name} is ${String(columns[name])}, its events say ${String(value)}`);
  // As text first: parsing and comparing a thousand lines takes longer.
  const text = JSON.stringify(doc);
  if (text !== columns['doc'] && !isDeepStrictEqual(JSON.parse(text), order)) {
    found.push('its document is not the fold of its events');
  }
  const told = rows.map(({ id, status, amount }) => `${id} ${status} ${amount}`);
  const kept = payments.map(({ id, status, amount }) => `${id} ${status} ${amount}`);
  if (told.toSorted().join() !== kept.toSorted().join())
    found.push('its payments are not those of its events');
  return found;
}

function linesSumToTotals({ order }: OrderRecord): string[] {
  const { lines, totals } = order;
  const found: string[] = [];
  for (const line of lines) {
    if (line.unitPrice * line.quantity - line.discount !== line.total)
      found.push(`line ${line.id} does not add up`);
  }
  if (sum(lines.map((line) => line.unitPrice * line.quantity)) !== totals.subtotal)
    found.push('the subtotal');
  if (sum(lines.map((line) => line.discount)) !== totals.discount) found.push('the discount');
  // Inclusive prices contain their tax; exclusive ones have it added, on shipping too.
  const paid = sum(lines.map((line) => line.paid)) + totals.shipping;
  const shippingTax = totals.tax - sum(lines.map((line) => line.tax));
  if (totals.total !== paid && totals.total !== paid + shippingTax)
    found.push(`the total is ${totals.total}`);
  const amounts = [
    ...Object.values(totals),
    ...lines.flatMap((line) => [line.total, line.discount, line.tax, line.paid]),
  ];
  if (amounts.some((amount) => amount < 0)) found.push('an amount is negative');
  return found;
}

function capturedOnce({ order }: OrderRecord): string[] {
  const counted = captures(order).filter(
    (payment) => !order.refunds.some((each) => each.paymentId === payment.id && cameInVain(each)),
  );
  const found = counted
    // An order that was paid another amount waits for a person, or was canceled by one.
    .filter(() => order.status !== 'on_hold' && order.status !== 'canceled')
    .filter((payment) => payment.amount !== order.totals.total)
    .map((payment) => `payment ${payment.id} captured ${payment.amount} of ${order.totals.total}`);
  return counted.length > 1 ? [...found, `captured ${counted.length} times`] : found;
}

function noLostMoney({ order, due }: OrderRecord): string[] {
  if (order.status === 'confirmed' || order.status === 'completed') return [];
  return captures(order)
    .filter((payment) => {
      // Between its capture and its confirmation an order is on the list of due work.
      const underWay = order.status === 'on_hold' || (order.status === 'pending' && due);
      // What the provider could not send back waits for a person, as a message of the order says.
      const failed = order.refunds.some(
        (each) => each.paymentId === payment.id && each.status === 'failed',
      );
      return !underWay && !failed && sentBack(order, payment) < payment.amount;
    })
    .map((payment) => `payment ${payment.id} is captured, the order is ${order.status}`);
}

function refundsWithinCapture({ order }: OrderRecord): string[] {
  const refs = order.refunds.flatMap(({ providerRef }) => providerRef ?? []);
  const twice = refs.filter((ref, index) => refs.indexOf(ref) < index);
  const found = order.payments
    .filter(
      (payment) => sentBack(order, payment) > (payment.status === 'captured' ? payment.amount : 0),
    )
    .map(
      (payment) =>
        `${sentBack(order, payment)} go back of payment ${payment.id}, ${payment.amount} ${payment.status}`,
    );
  return [...found, ...twice.map((ref) => `refund ${ref} is in the books twice`)];
}

const endings: ReadonlySet<string> = new Set(['committed', 'released', 'expired']);

function reservationsFollow({ order, reservations }: OrderRecord): string[] {
  const found: string[] = [];
  const units = new Map<string, number>();
  for (const line of order.lines)
    units.set(line.variantId, (units.get(line.variantId) ?? 0) + line.quantity);
  for (const { hold, variantId, quantity, state } of reservations) {
    if (hold < order.hold && !endings.has(state))
      found.push(`hold ${hold} of ${variantId} is ${state}`);
    if (hold !== order.hold) continue;
    if (state !== order.reservation)
      found.push(`${variantId} is ${state}, the order says ${order.reservation}`);
    if (units.get(variantId) !== quantity) found.push(`${quantity} of ${variantId} reserved`);
    units.delete(variantId);
  }
  for (const [variantId, quantity] of units)
    found.push(`${quantity} of ${variantId} are not reserved`);
  const expected = order.status === 'pending' || order.status === 'on_hold' ? 'held' : undefined;
  if (expected !== undefined && order.reservation !== expected) {
    found.push(`the order is ${order.status}, its goods are ${order.reservation}`);
  }
  return found;
}

function dueWhenNeeded({ order, due }: OrderRecord): string[] {
  const lookAtMs = nextLook(order, order.createdAtMs);
  const needed = lookAtMs !== null && Number.isFinite(lookAtMs);
  if (needed === due) return [];
  return [
    due
      ? `on the list though it is ${order.status}`
      : `not on the list though it is ${order.status}`,
  ];
}
