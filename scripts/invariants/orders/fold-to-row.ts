import { isDeepStrictEqual } from 'node:util';
import { orderDecider, projection } from '../../../src/shop/orders/index.ts';
import type { OrderInvariant, OrderRecord } from '../order-record.ts';

export const foldsToRow: OrderInvariant = {
  name: 'the events of an order fold to its row',
  check,
};

function check({ events, order, columns, payments }: OrderRecord): string[] {
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
