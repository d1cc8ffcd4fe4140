import type { Answer, Ask, Json } from './history.ts';
import { newKey, type Scene, together } from './workload/scene.ts';
import { network } from './world.ts';

/** What must be there in the end, whatever failed on the way. */
export interface Expected {
  readonly orders: number;
  readonly charges: number;
  readonly refunds: number;
  /** How many units of the hot item are on hand, of the ten there were. */
  readonly left: number;
}

/** A way that money takes. Calls are counted and fail from `armed` on. */
export interface MoneyPath {
  readonly name: string;
  readonly expected: Expected;
  /** Processes on the database; one unless this says more. */
  readonly processes?: number;
  walk(scene: Scene, armed: () => void): Promise<void>;
}

/** Longer than a lease: a walk on which one is lost must still have time to pay. */
export const holdSeconds = 40;

const address = { name: 'A. Buyer', line1: '1 High Street', city: 'Leeds', country: 'GB' };
/** A claim of a process that died is taken over after ten seconds: a client must not give up before. */
const tries = 40;

const must = async ({ client }: Scene, ask: Ask): Promise<Json> => {
  const answer = (await client.insist(ask, tries)) as Answer | undefined;
  if (!answer || answer.status >= 300)
    throw new Error(`${ask.method} ${ask.path} answered ${answer?.text}`);
  return answer.body;
};

async function aCart(scene: Scene, quantity: number): Promise<Json> {
  const key = newKey(scene.world.chance);
  const body = { lines: [{ sku: 'hot', quantity }] };
  const { id } = await must(scene, { method: 'POST', path: '/v1/carts', body, key });
  const buyer = { email: 'ann@example.com', shipping_address: address };
  return await must(scene, { method: 'PATCH', path: `/v1/carts/${id}`, body: buyer });
}

const checkOut = async (scene: Scene, cart: Json, payment: Json): Promise<Json> =>
  await must(scene, {
    method: 'POST',
    path: `/v1/carts/${cart.id}/checkout`,
    body: { expected_total: cart.totals.total, payment },
    key: newKey(scene.world.chance),
  });

const paying = (token: string) => ({ provider: 'test', token });

const aSoldOrder = async (scene: Scene): Promise<Json> => {
  const order = await checkOut(scene, await aCart(scene, 3), paying('tok_success'));
  await wait(scene, 3_000);
  return order;
};

const byStaff = async (scene: Scene, order: Json, what: string, body: Json = {}): Promise<Json> =>
  await must(scene, {
    method: 'POST',
    path: `/v1/admin/orders/${order.id}/${what}`,
    body,
    key: newKey(scene.world.chance),
    bearer: 'admin',
  });

const adjust = async (scene: Scene, delta: number): Promise<Json> =>
  await must(scene, {
    method: 'POST',
    path: '/v1/admin/inventory/hot/adjustments',
    body: { delta, reason: 'count' },
    key: newKey(scene.world.chance),
    bearer: 'admin',
  });

const wait = ({ world }: Scene, ms: number) => world.pause(network, 'waits', ms);

export const moneyPaths: readonly MoneyPath[] = [
  {
    name: 'a checkout that is paid at once',
    expected: { orders: 1, charges: 1, refunds: 0, left: 7 },
    async walk(scene, armed) {
      armed();
      const cart = await aCart(scene, 3);
      await checkOut(scene, cart, paying('tok_success'));
      await wait(scene, 2_000);
    },
  },
  {
    name: 'a payment whose answer is lost',
    expected: { orders: 1, charges: 1, refunds: 0, left: 7 },
    async walk(scene, armed) {
      const cart = await aCart(scene, 3);
      armed();
      await checkOut(scene, cart, paying('tok_timeout_then_success'));
      await wait(scene, 3_000);
    },
  },
  {
    name: 'a payment that the buyer has to approve',
    expected: { orders: 1, charges: 1, refunds: 0, left: 7 },
    async walk(scene, armed) {
      const cart = await aCart(scene, 3);
      const order = await checkOut(scene, cart, paying('tok_requires_action'));
      armed();
      const { pathname, search } = new URL(order.payment.next_action.url);
      await must(scene, { method: 'GET', path: `${pathname}${search}` });
      await wait(scene, 2_000);
    },
  },
  {
    name: 'another payment after a decline',
    expected: { orders: 1, charges: 1, refunds: 0, left: 7 },
    async walk(scene, armed) {
      const cart = await aCart(scene, 3);
      const order = await checkOut(scene, cart, paying('tok_decline'));
      armed();
      await must(scene, {
        method: 'POST',
        path: `/v1/orders/${order.id}/payments`,
        body: paying('tok_success'),
        key: newKey(scene.world.chance),
        bearer: order.access_token,
      });
      await wait(scene, 2_000);
    },
  },
  {
    name: 'a payment that comes late and finds the goods',
    expected: { orders: 1, charges: 1, refunds: 0, left: 7 },
    async walk(scene, armed) {
      const cart = await aCart(scene, 3);
      await checkOut(scene, cart, paying('tok_late_success'));
      await wait(scene, holdSeconds * 1_000 - 1_500);
      armed();
      await wait(scene, 7_000);
    },
  },
  {
    name: 'a payment that comes late and finds the goods gone',
    expected: { orders: 1, charges: 1, refunds: 1, left: 2 },
    async walk(scene, armed) {
      const cart = await aCart(scene, 3);
      await checkOut(scene, cart, paying('tok_late_success'));
      // A sweep a second lets the goods go; the money comes two seconds after the hold.
      await wait(scene, holdSeconds * 1_000 + 1_500);
      await adjust(scene, -8);
      armed();
      await wait(scene, 5_000);
    },
  },
  {
    name: 'a transfer that a clerk sees come',
    expected: { orders: 1, charges: 0, refunds: 0, left: 7 },
    async walk(scene, armed) {
      const order = await checkOut(scene, await aCart(scene, 3), { provider: 'manual' });
      armed();
      await byStaff(scene, order, 'capture');
    },
  },
  {
    name: 'a refund with restock, and one of an amount',
    expected: { orders: 1, charges: 1, refunds: 2, left: 8 },
    async walk(scene, armed) {
      const order = await aSoldOrder(scene);
      armed();
      const lines = [{ line_id: order.lines[0].id, quantity: 1 }];
      await byStaff(scene, order, 'refunds', { lines, restock: true });
      await byStaff(scene, order, 'refunds', { amount: { amount: 7, currency: 'GBP' } });
    },
  },
  {
    name: 'a cancellation of what was paid',
    expected: { orders: 1, charges: 1, refunds: 1, left: 10 },
    async walk(scene, armed) {
      const order = await aSoldOrder(scene);
      armed();
      await byStaff(scene, order, 'cancel');
    },
  },
  {
    name: 'a cart that three tabs fill at once, without keys',
    expected: { orders: 0, charges: 0, refunds: 0, left: 10 },
    processes: 2,
    async walk(scene, armed) {
      const cart = await aCart(scene, 1);
      const path = `/v1/carts/${cart.id}/lines`;
      const add = () =>
        scene.client.once({ method: 'POST', path, body: { sku: 'hot', quantity: 1 } });
      armed();
      await together(add, add, add);
    },
  },
  {
    name: 'a count of the stock, no money at all',
    expected: { orders: 0, charges: 0, refunds: 0, left: 12 },
    async walk(scene, armed) {
      armed();
      await adjust(scene, 2);
    },
  },
];
