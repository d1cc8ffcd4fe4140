import type { Client, InValue } from '@libsql/client';
import { newId, randomText } from '../../src/core/id.ts';
import { statement } from '../../src/db/sql.ts';
import type { Command, Writer } from '../../src/db/writer.ts';
import type { LeftRow } from './order-rows.ts';

/** One piece of work for a writer; answers what became of it. */
export type Work = (writer: Writer) => Promise<string>;

interface Article {
  readonly variantId: string;
  readonly sku: string;
  readonly price: number;
}

/** What commands are made of: texts of a real order, and what is on the shelves. */
export interface Materials {
  readonly order: LeftRow['row'];
  readonly placedEvents: readonly LeftRow['row'][];
  readonly payment: LeftRow['row'];
  readonly articles: readonly Article[];
  readonly terms: InValue;
}

const ids = {
  clock: { nowMs: () => Date.now() },
  random: { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) },
};

export async function readMaterials(client: Client, left: readonly LeftRow[]): Promise<Materials> {
  const rowsOf = (table: string) => left.filter((one) => one.table === table).map(({ row }) => row);
  const [order] = rowsOf('orders');
  const [payment] = rowsOf('payments');
  if (!order || !payment) throw new Error('the sample order left no order');
  const articles = await client.execute(
    `SELECT v.id, v.sku, p.amount FROM variants v JOIN prices p ON p.variant_id = v.id ORDER BY v.id`,
  );
  const shop = await client.execute('SELECT terms FROM shop WHERE id = 1');
  return {
    order,
    payment,
    // What is there from the first moment; later ones are of later commands.
    placedEvents: rowsOf('events').filter(({ version }) => Number(version) <= 2),
    articles: articles.rows.map((row) => ({
      variantId: String(row['id']),
      sku: String(row['sku']),
      price: Number(row['amount']),
    })),
    terms: shop.rows[0]?.['terms'] ?? null,
  };
}

/** A new order of so many lines; one that asks for more than there is is refused. */
export function placing(
  from: Materials,
  index: number,
  { lines, short = false }: { readonly lines: number; readonly short?: boolean },
): Command {
  const orderId = newId(ids, 'order');
  const picked = Array.from(
    { length: lines },
    (_, line) => from.articles[(index * 7 + line * 31) % from.articles.length],
  );
  return {
    view: 'place_order',
    key: `place:${randomText(ids, 26)}`,
    row: {
      claim_key: `claim:${randomText(ids, 64)}`,
      claim_fingerprint: randomText(ids, 64),
      order_id: orderId,
      cart_id: newId(ids, 'cart'),
      terms: Number(from.terms),
      lines: JSON.stringify(
        picked.map((article) => ({
          variant_id: article?.variantId,
          sku: article?.sku,
          quantity: short ? 2_000_000 : 1,
          unit_price: article?.price,
        })),
      ),
      codes: '[]',
      events: JSON.stringify(
        from.placedEvents.map(({ type, data }) => ({
          id: newId(ids, 'event'),
          type,
          data: withLines(data, picked),
        })),
      ),
      doc: JSON.stringify(withLines(from.order['doc'], picked)),
      payments: JSON.stringify([{ ...from.payment, id: newId(ids, 'payment') }]),
      email: String(from.order['email']),
      currency: String(from.order['currency']),
      total: Number(from.order['total']),
      due_at: Date.now(),
      at: Date.now(),
    },
  };
}

/** A text of the sample with as many lines as the new order has: it is stored, not read. */
function withLines(text: InValue | undefined, picked: readonly (Article | undefined)[]): unknown {
  const parsed = JSON.parse(String(text)) as { lines?: readonly object[] };
  const [line] = parsed.lines ?? [];
  if (line === undefined) return parsed;
  return {
    ...parsed,
    lines: picked.map((article) => ({
      ...line,
      id: newId(ids, 'line'),
      variantId: article?.variantId,
      sku: article?.sku,
    })),
  };
}

/** One more event of an order, as a payment's outcome is. */
const advancing = (from: Materials, orderId: string): Command => ({
  view: 'advance_order',
  key: `step:${randomText(ids, 26)}`,
  row: {
    claim_key: null,
    claim_fingerprint: null,
    order_id: orderId,
    expected_version: from.placedEvents.length,
    events: JSON.stringify([{ id: newId(ids, 'event'), type: 'payment.captured', data: {} }]),
    doc: String(from.order['doc']),
    status: 'pending',
    payment_status: 'paid',
    fulfillment_status: 'unfulfilled',
    stock: '[]',
    hold: 1,
    reservation: 'held',
    codes: null,
    payments: '[]',
    due_at: Date.now(),
    at: Date.now(),
  },
});

const adjusting = (from: Materials, index: number): Command => ({
  view: 'adjust_stock',
  key: `adjust:${randomText(ids, 26)}`,
  row: {
    claim_key: null,
    claim_fingerprint: null,
    variant_id: from.articles[index % from.articles.length]?.variantId ?? '',
    delta: 1,
    reason: 'benchmark',
    at: Date.now(),
  },
});

const command = (made: Command) => async (writer: Writer) => (await writer.command(made)).outcome;

const upserting = (index: number) => async (writer: Writer) => {
  const { rowsAffected } = await writer.apply(
    statement`INSERT INTO actors(kind, id, version, state, wake_at)
      VALUES ('bench', ${newId(ids, 'cart')}, ${index}, ${'x'.repeat(1_000)}, NULL) ON CONFLICT(kind, id) DO NOTHING`,
  );
  return rowsAffected === 1 ? 'applied' : 'nothing';
};

export const placingOnly = (from: Materials, index: number): Work =>
  command(placing(from, index, { lines: 3 }));

export const placingLong = (from: Materials, index: number): Work =>
  command(placing(from, index, { lines: 1_000 }));

/** Three of ten ask for more than there is. */
export const placingOften = (from: Materials, index: number): Work =>
  command(placing(from, index, { lines: 3, short: index % 10 < 3 }));

/** Of four neighbors no two are of a kind: the worst that a group can be made of. */
export function mixing(from: Materials, index: number): Work {
  const kind = index % 4;
  if (kind === 1) return command(adjusting(from, index));
  if (kind === 2) return upserting(index);
  const placed = placing(from, index, { lines: 3 });
  if (kind === 0) return command(placed);
  // An order and its next step, one after the other.
  return async (writer) => {
    await writer.command(placed);
    return await command(advancing(from, String(placed.row['order_id'])))(writer);
  };
}
