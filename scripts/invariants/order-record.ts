import type { Client } from '@libsql/client';
import type { Order, OrderEvent } from '../../src/shop/orders/index.ts';

/** Everything that the database says of one order. */
export interface OrderRecord {
  readonly order: Order;
  readonly columns: Readonly<Record<string, unknown>>;
  readonly events: readonly { readonly version: number; readonly event: OrderEvent }[];
  readonly reservations: readonly Reservation[];
  /** Rows of `payments`, for the comparison with the order's own. */
  readonly payments: readonly {
    readonly id: string;
    readonly status: string;
    readonly amount: number;
  }[];
  /** Whether its processing is on the list of due work. */
  readonly due: boolean;
}

/** An invariant of one order by itself. Answers what is wrong. */
export interface OrderInvariant {
  readonly name: string;
  readonly check: (record: OrderRecord) => string[];
}

export interface Reservation {
  readonly hold: number;
  readonly variantId: string;
  readonly quantity: number;
  readonly state: string;
}

/** Enough orders to make a query worth while, few enough to hold in memory with all their lines. */
const pageSize = 200;

/** All orders by id, a page at a time. */
export async function* orderRecords(client: Client): AsyncGenerator<OrderRecord> {
  let after = '';
  for (;;) {
    const { rows } = await client.execute({
      sql: `SELECT id, number, cart_id, status, payment_status, fulfillment_status, email, currency, total, doc,
          version, created_at FROM orders WHERE id > ? ORDER BY id LIMIT ${pageSize}`,
      args: [after],
    });
    const last = rows.at(-1)?.['id'];
    if (typeof last !== 'string') return;
    const rest = await readRest(client, after, last);
    for (const row of rows) {
      const id = String(row['id']);
      yield {
        order: JSON.parse(String(row['doc'])) as Order,
        columns: { ...row },
        events: rest.events.get(id) ?? [],
        reservations: rest.reservations.get(id) ?? [],
        payments: rest.payments.get(id) ?? [],
        due: rest.due.has(id),
      };
    }
    after = last;
  }
}

/** What belongs to the orders after `after` up to `last`, by order. Lists come as one text an order: rows are dear. */
async function readRest(client: Client, after: string, last: string) {
  const ask = async (sql: string) => (await client.execute({ sql, args: [after, last] })).rows;
  const events = new Map<string, OrderRecord['events'][number][]>();
  for (const row of await ask(
    'SELECT stream, version, type, data FROM events WHERE stream > ? AND stream <= ? ORDER BY stream, version',
  )) {
    const stream = String(row['stream']);
    const event = {
      type: row['type'],
      data: JSON.parse(String(row['data'])) as unknown,
    } as OrderEvent;
    const known = events.get(stream);
    if (known) known.push({ version: Number(row['version']), event });
    else events.set(stream, [{ version: Number(row['version']), event }]);
  }
  const lists = async <Item>(table: string, item: string) =>
    new Map(
      (
        await ask(
          `SELECT order_id, json_group_array(json_object(${item})) AS list FROM ${table}
            WHERE order_id > ? AND order_id <= ? GROUP BY order_id`,
        )
      ).map((row) => [String(row['order_id']), JSON.parse(String(row['list'])) as Item[]]),
    );
  const due = await ask(`SELECT id FROM due WHERE kind = 'order' AND id > ? AND id <= ?`);
  return {
    events,
    reservations: await lists<Reservation>(
      'reservations',
      `'hold', hold, 'variantId', variant_id, 'quantity', quantity, 'state', state`,
    ),
    payments: await lists<OrderRecord['payments'][number]>(
      'payments',
      `'id', id, 'status', status, 'amount', amount`,
    ),
    due: new Set(due.map((row) => String(row['id']))),
  };
}
