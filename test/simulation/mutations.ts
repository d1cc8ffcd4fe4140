/** One mistake that somebody could make: an edit of the source that has to fit exactly once. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

/** A named mistake, and what is lost by it. The simulation has to notice. */
export interface Mutation {
  readonly name: string;
  readonly edits: readonly Edit[];
}

const one = (name: string, file: string, find: string, put: string): Mutation => ({
  name,
  edits: [{ file, find, put }],
});

const placeOrder = 'src/shop/checkout/place-order.sql';
const advanceOrder = 'src/shop/orders/advance-order.sql';
const orders = (file: string) => `src/shop/orders/${file}`;

const stock: readonly Mutation[] = [
  one(
    'checkout does not look at the stock',
    placeOrder,
    `WHEN short.items IS NOT NULL THEN 'stock_short'`,
    `WHEN 0 THEN 'stock_short'`,
  ),
  {
    name: 'checkout does not look at the stock, and the table has no CHECK',
    edits: [
      {
        file: placeOrder,
        find: `WHEN short.items IS NOT NULL THEN 'stock_short'`,
        put: `WHEN 0 THEN 'stock_short'`,
      },
      {
        file: 'migrations/0000_shop.sql',
        find: `CHECK("stock"."policy" = 'continue' OR "stock"."reserved" <= "stock"."on_hand")`,
        put: 'CHECK(1)',
      },
    ],
  },
  one(
    'the CHECK that a policy change relies on is gone',
    'migrations/0000_shop.sql',
    `CHECK("stock"."policy" = 'continue' OR "stock"."reserved" <= "stock"."on_hand")`,
    'CHECK(1)',
  ),
  one(
    'an adjustment takes what orders have reserved',
    'src/shop/inventory/adjust-stock.sql',
    `WHEN s.policy = 'deny' AND s.on_hand + new.delta < s.reserved THEN`,
    'WHEN 0 THEN',
  ),
  one(
    'an adjustment is not claimed',
    'src/shop/inventory/adjust-stock.sql',
    `'running', new.variant_id, new.at WHERE new.claim_key IS NOT NULL`,
    `'running', new.variant_id, new.at WHERE 0`,
  ),
  one(
    'a refund forgets to restock',
    orders('effects.ts'),
    'return returned(before, event.data.refund);',
    'return [];',
  ),
  one(
    'a confirmed order takes nothing from the shelf',
    orders('effects.ts'),
    `on_hand: -quantity, reserved: -quantity, reason: 'sale'`,
    `on_hand: 0, reserved: -quantity, reason: 'sale'`,
  ),
  one(
    'a late payment reserves nothing',
    orders('effects.ts'),
    'on_hand: 0, reserved: quantity, reason: null',
    'on_hand: 0, reserved: 0, reason: null',
  ),
  one(
    'a cancellation ignores what a refund has put back',
    orders('effects.ts'),
    '(back.get(variant_id) ?? 0);',
    '0;',
  ),
];

const holds: readonly Mutation[] = [
  {
    name: 'a hold ends while its payment may still succeed',
    edits: [
      {
        file: orders('decide.ts'),
        find: 'if (mayStillSucceed || capturedPayment(order)',
        put: 'if (capturedPayment(order)',
      },
      {
        file: orders('step.ts'),
        find: 'if (!open) return over',
        put: 'if (over || !open) return over',
      },
    ],
  },
  {
    name: 'a hold ends while the outcome of its payment is unknown',
    edits: [
      {
        file: orders('decide.ts'),
        find: 'if (mayStillSucceed || capturedPayment(order)',
        put: `if ((mayStillSucceed && latest?.status !== 'unknown') || capturedPayment(order)`,
      },
      {
        file: orders('step.ts'),
        find: 'if (!open) return over',
        put: `if (!open || (over && open.status === 'unknown')) return over`,
      },
    ],
  },
  one(
    'a clerk cancels past a payment that was just begun',
    orders('decide.ts'),
    `if (order.status === 'pending' && latest && isOpen(latest))`,
    'if (latest === null)',
  ),
  one(
    'nobody looks when a hold ends',
    orders('step.ts'),
    `return order.status === 'pending' ? order.holdExpiresAtMs : null;`,
    'return null;',
  ),
];

const payments: readonly Mutation[] = [
  one(
    'silence of the provider is taken for a refusal',
    orders('drive-payment.ts'),
    `return { status: 'unknown' };`,
    `return { status: 'failed' };`,
  ),
  one(
    'a payment is started under a new id each time',
    orders('drive-payment.ts'),
    ': await provider[ask](ctx, attempt),',
    `: await provider[ask](ctx, ask === 'start' ? { ...attempt, id: newId(ctx, 'payment') } : attempt),`,
  ),
  one(
    'a refund is sent under a new id each time',
    'src/shop/payments/providers/test.ts',
    'VALUES (${refund.id}, ${attempt.id}',
    'VALUES (${randomText(ctx, 16)}, ${attempt.id}',
  ),
  one(
    'a capture that is told twice counts twice',
    orders('payment.ts'),
    `if (payment.status === 'captured') return [];`,
    '',
  ),
  one(
    'nobody asks the provider that fell silent',
    orders('step.ts'),
    `payment.provider === 'manual' ? Number.POSITIVE_INFINITY`,
    'payment.id ? Number.POSITIVE_INFINITY',
  ),
  one(
    'a late payment of goods that are gone is kept',
    orders('payment.ts'),
    `[event, told, sendBack('payment_late')]`,
    '[event, told]',
  ),
  one(
    'a cancellation keeps the money',
    orders('decide.ts'),
    `return [canceled, { type: 'refund.created', data: { refund } }];`,
    'return [canceled];',
  ),
  one(
    'refunds have no limit',
    orders('refund.ts'),
    'if (amount > left || left === 0)',
    'if (left === 0)',
  ),
  one(
    'an order is confirmed before it is paid',
    orders('payment.ts'),
    `return [{ type: 'payment.created', data: { payment, holdExpiresAtMs } }];`,
    `return [{ type: 'payment.created', data: { payment, holdExpiresAtMs } }, confirmed];`,
  ),
];

const codes: readonly Mutation[] = [
  one(
    'a used code is not counted',
    placeOrder,
    'UPDATE discount_codes SET used = used + 1',
    'UPDATE discount_codes SET used = used + 0',
  ),
  one(
    'the limit of a code is only looked at before the transaction',
    placeOrder,
    'WHEN c.used >= c.usage_limit THEN',
    'WHEN 0 THEN',
  ),
  one(
    'the limit of a customer is only looked at before the transaction',
    placeOrder,
    'WHEN c.usage_limit_per_customer <=',
    'WHEN 0 <> 0 AND c.usage_limit_per_customer <=',
  ),
  one(
    'a canceled order keeps its code',
    orders('advance-order.ts'),
    `return 'released';`,
    'return null;',
  ),
  one(
    'a late payment takes a code that others have used up',
    advanceOrder,
    `WHEN new.codes = 'used' AND EXISTS`,
    'WHEN 0 AND EXISTS',
  ),
];

const placing: readonly Mutation[] = [
  one(
    'prices of the near copy are believed',
    placeOrder,
    `WHERE p.amount IS NOT (l.value->>'unit_price') OR v.sellable IS NOT 1`,
    'WHERE v.sellable IS NOT 1',
  ),
  one(
    'a cart may be ordered twice',
    placeOrder,
    `WHEN EXISTS (SELECT 1 FROM orders WHERE cart_id = new.cart_id) THEN 'cart_ordered'`,
    `WHEN 0 THEN 'cart_ordered'`,
  ),
  one(
    'an order that was placed is not on the list of due work',
    placeOrder,
    `INSERT INTO due(kind, id, at) VALUES ('order', new.order_id, new.due_at);`,
    '',
  ),
  one(
    'a step of an order does not insist on the version it was decided on',
    advanceOrder,
    'IS NOT new.expected_version THEN',
    'IS NULL THEN',
  ),
  one(
    'a step of an order is not claimed',
    advanceOrder,
    `'running', new.order_id, new.at WHERE new.claim_key IS NOT NULL`,
    `'running', new.order_id, new.at WHERE 0`,
  ),
  {
    name: 'a claim that is taken is taken again',
    edits: [
      {
        file: advanceOrder,
        find: `WHEN EXISTS (SELECT 1 FROM commands WHERE key = new.claim_key) THEN 'claimed'`,
        put: `WHEN 0 THEN 'claimed'`,
      },
      {
        file: advanceOrder,
        find: 'INSERT INTO commands(key, fingerprint, outcome, ref, created_at)',
        put: 'INSERT OR IGNORE INTO commands(key, fingerprint, outcome, ref, created_at)',
      },
    ],
  },
  {
    name: 'a resend is another command, and claims are not looked at',
    edits: [
      {
        file: 'src/shop/inventory/adjust-stock.sql',
        find: 'SELECT RAISE(IGNORE) WHERE EXISTS (SELECT 1 FROM commands WHERE key = new.key);',
        put: '',
      },
      {
        file: 'src/shop/inventory/adjust-stock.sql',
        find: 'INSERT INTO commands(key, fingerprint, outcome, detail, ref, created_at)',
        put: 'INSERT OR REPLACE INTO commands(key, fingerprint, outcome, detail, ref, created_at)',
      },
      {
        file: 'src/shop/inventory/adjust-stock.sql',
        find: `WHEN EXISTS (SELECT 1 FROM commands WHERE key = new.claim_key) THEN 'claimed'`,
        put: `WHEN 0 THEN 'claimed'`,
      },
      {
        file: 'src/shop/inventory/adjust-stock.sql',
        find: 'INSERT INTO commands(key, fingerprint, outcome, ref, created_at)',
        put: 'INSERT OR IGNORE INTO commands(key, fingerprint, outcome, ref, created_at)',
      },
    ],
  },
];

const answers: readonly Mutation[] = [
  one(
    'answers are not stored',
    'src/http/idempotency.ts',
    'return await keep(made, { claim, nowMs, answers });',
    'return { ...made, replayed: false };',
  ),
  one(
    'the answer of a checkout is not stored with the order',
    placeOrder,
    `replace(new.answer, '"number":0', '"number":' || v.detail), new.at`,
    'NULL, new.at',
  ),
  one(
    'a key is good for any body',
    'src/http/idempotency.ts',
    `if (found.fingerprint !== claim.fingerprint) throw new ShopError('idempotency_conflict');`,
    '',
  ),
  one(
    'a second answer replaces the first',
    'src/db/commands.ts',
    'status = coalesce(commands.status, excluded.status), body = coalesce(commands.body, excluded.body)',
    'status = excluded.status, body = excluded.body',
  ),
  one(
    'a consistency token changes nothing',
    'src/http/router.ts',
    'seen ? await havingSeen(able, seen) : able',
    'able',
  ),
];

const work: readonly Mutation[] = [
  one(
    'work is taken off the list before it is done',
    'src/jobs.ts',
    'const next = await perform(ctx, message);',
    'await endLease(ctx.writer, lease, true); const next = await perform(ctx, message);',
  ),
  one(
    'work that failed is taken off the list',
    'src/jobs.ts',
    'const dead = await putOff(ctx.writer, lease, failure);',
    'const dead = false; await endLease(ctx.writer, lease, failure !== null);',
  ),
  one(
    'a lease of a process that died never ends',
    'src/db/due.ts',
    'const leaseMs = 15_000;',
    'const leaseMs = 1e13;',
  ),
  one(
    'a message that did not arrive counts as delivered',
    'src/shop/webhooks/attempt-delivery.ts',
    `nextMs === null ? 'dead' : 'retrying'`,
    `'delivered'`,
  ),
];

const carts: readonly Mutation[] = [
  one(
    'a cart is saved whatever version is there',
    'src/platform/server/mailbox.ts',
    'AND version = ${stored.version}`',
    '`',
  ),
  one(
    'a command without a key has no name, by which a repeated save could be told',
    'src/shop/cart/cart.ts',
    'const onceKeptMs = 60_000;',
    'const onceKeptMs = 0;',
  ),
  one(
    'a cart forgets which commands it has done',
    'src/shop/cart/cart.ts',
    'before?.done.find((each) => each.id === command.id)',
    'before?.done.find((each) => each.id === null)',
  ),
  one(
    'a change of a cart keeps its version',
    'src/shop/cart/cart.ts',
    'version: (before?.version ?? 0) + 1,',
    'version: before?.version ?? 1,',
  ),
];

export const mutations: readonly Mutation[] = [
  ...stock,
  ...holds,
  ...payments,
  ...codes,
  ...placing,
  ...answers,
  ...work,
  ...carts,
];
