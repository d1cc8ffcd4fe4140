import type { Answer, Ask, Json } from '../history.ts';
import { newKey, type KnownOrder, type Scene, think, together } from './scene.ts';

const emails = ['ann@example.com', 'Ann@example.com', 'bob@example.com', 'cat@example.com'];
const tokens = [
  'tok_success',
  'tok_success',
  'tok_decline',
  'tok_requires_action',
  'tok_timeout_then_success',
  'tok_timeout_then_decline',
  'tok_success_no_webhook',
  'tok_double_webhook',
  'tok_late_success',
];
const address = { name: 'A. Buyer', line1: '1 High Street', city: 'Leeds', country: 'GB' };

/** Buys again and again until the shop closes. */
export async function shop(scene: Scene): Promise<void> {
  while (!scene.closing()) {
    const cart = await fillCart(scene);
    if (cart) {
      await think(scene);
      const order = await checkOut(scene, cart);
      if (order) await follow(scene, order);
    }
    await think(scene);
  }
}

const succeeded = (answer: Answer | undefined): answer is Answer =>
  answer !== undefined && answer.status < 300;

/** A cart with lines, a buyer and, where the shop ships, an option; undefined when that came to nothing. */
async function fillCart(scene: Scene): Promise<string | undefined> {
  const { client, world } = scene;
  const { chance } = world;
  const lines = Array.from({ length: chance.whole(0, 3) }, () => someLine(scene));
  const opened = await client.insist({
    method: 'POST',
    path: '/v1/carts',
    body: { lines },
    key: newKey(chance),
  });
  if (!succeeded(opened)) return undefined;
  const path = `/v1/carts/${opened.body.id}`;
  const count = chance.whole(lines.length === 0 ? 1 : 0, 4);
  const adds = Array.from({ length: count }, () => addsOf(scene, `${path}/lines`)).flat();
  await together(...adds);
  if (chance.happens(0.2)) await changeQuantity(scene, path);
  if (chance.happens(0.4)) {
    const body = { code: chance.pick(scene.shop.codes).code };
    await client.insist({
      method: 'POST',
      path: `${path}/discount-codes`,
      body,
      key: newKey(chance),
    });
  }
  const buyer = { email: chance.pick(emails), shipping_address: address };
  if (!succeeded(await client.insist({ method: 'PATCH', path, body: buyer }))) return undefined;
  const options = await client.insist({ method: 'GET', path: `${path}/shipping-options` });
  if (!succeeded(options)) return undefined;
  const found = options.body.data as Json[];
  if (found.length > 0) {
    const change = { shipping_option_id: chance.pick(found).id };
    await client.insist({ method: 'PATCH', path, body: change, key: newKey(chance) });
  }
  return opened.body.id;
}

/** One line put into a cart: once without a key, or under one, which a second click shares. */
function addsOf(scene: Scene, path: string): (() => Promise<unknown>)[] {
  const { client, world } = scene;
  const { chance } = world;
  const ask = { method: 'POST', path, body: someLine(scene) } as const;
  // Without a key it is in the cart or not: asking again could put it in twice.
  if (chance.happens(0.4)) return [() => client.once(ask)];
  const key = newKey(chance);
  const add = () => client.insist({ ...ask, key });
  return chance.happens(0.3) ? [add, add] : [add];
}

function someLine({ world: { chance }, shop: { items } }: Scene) {
  const item = chance.happens(0.2) ? items[0]! : chance.pick(items);
  const quantity = chance.whole(1, 3);
  return chance.happens(0.5)
    ? { sku: item.sku, quantity }
    : { variant_id: item.variantId, quantity };
}

async function changeQuantity({ client, world: { chance } }: Scene, path: string): Promise<void> {
  const cart = await client.insist({ method: 'GET', path });
  if (!succeeded(cart) || cart.body.lines.length === 0) return;
  await client.insist({
    method: 'PATCH',
    path: `${path}/lines/${chance.pick(cart.body.lines as Json[]).id}`,
    body: { quantity: chance.whole(0, 4) },
    key: newKey(chance),
    ...(chance.happens(0.5) ? { ifMatch: cart.body.version } : {}),
  });
}

/** Tries to buy what is in the cart, taking out what does not work. */
async function checkOut(scene: Scene, cartId: string): Promise<KnownOrder | undefined> {
  const { client, world } = scene;
  const { chance } = world;
  const path = `/v1/carts/${cartId}`;
  for (let round = 0; round < 4; round += 1) {
    const cart = await client.insist({ method: 'GET', path });
    if (!succeeded(cart)) return undefined;
    const payment = somePayment(scene);
    const ask = (key: string, choice = payment) => ({
      method: 'POST' as const,
      path: `${path}/checkout`,
      body: { expected_total: cart.body.totals.total, payment: choice },
      key,
    });
    const key = newKey(chance);
    const tabs = [() => client.insist(ask(key))];
    // The other tab has a key of its own, or the same one, or the same with another wish.
    if (chance.happens(0.15)) tabs.push(() => client.insist(ask(newKey(chance))));
    if (chance.happens(0.15)) tabs.push(() => client.insist(ask(key)));
    if (chance.happens(0.1)) tabs.push(() => client.insist(ask(key, somePayment(scene))));
    const answers = (await together(...tabs)).filter((answer) => answer !== undefined);
    const placed = answers.find(succeeded);
    if (placed) return know(scene, placed.body);
    const refused = answers[0];
    if (!refused || !(await giveIn(scene, path, refused))) return undefined;
  }
  return undefined;
}

function somePayment({ world: { chance } }: Scene) {
  if (chance.happens(0.12)) return { provider: 'manual' };
  return {
    provider: 'test',
    token: chance.pick(tokens),
    ...(chance.happens(0.3) ? { return_url: 'https://shop.example/thanks' } : {}),
  };
}

/** Changes the cart as a refusal asks; false when the buyer leaves it. */
async function giveIn({ client }: Scene, path: string, refused: Answer): Promise<boolean> {
  const { code } = refused.body;
  if (code === 'total_changed') return true;
  if (code === 'code_not_applicable') {
    const wanted = encodeURIComponent(String(refused.body.discount_code));
    await client.insist({ method: 'DELETE', path: `${path}/discount-codes/${wanted}` });
    return true;
  }
  if (code !== 'stock_short') return false;
  const cart = await client.insist({ method: 'GET', path });
  if (!succeeded(cart)) return false;
  for (const { sku, available } of refused.body.items as Json[]) {
    const line = (cart.body.lines as Json[]).find((each) => each.sku === sku);
    if (!line) continue;
    const body = { quantity: Math.max(0, available) };
    await client.insist({ method: 'PATCH', path: `${path}/lines/${line.id}`, body });
  }
  return true;
}

function know(scene: Scene, body: Json): KnownOrder {
  const known = scene.orders.find(({ id }) => id === body.id);
  if (known) return known;
  const order = { id: body.id, token: body.access_token, latest: body };
  scene.orders.push(order);
  return order;
}

const cancelBy = ({ world }: Scene, { id }: KnownOrder): Ask => ({
  method: 'POST',
  path: `/v1/admin/orders/${id}/cancel`,
  body: {},
  key: newKey(world.chance),
  bearer: 'admin',
});

/** What a buyer does after the checkout: looks, pays where asked, tries again after a decline. */
async function follow(scene: Scene, order: KnownOrder): Promise<void> {
  const { client, world } = scene;
  const { chance } = world;
  const path = `/v1/orders/${order.id}`;
  for (let looks = chance.whole(1, 5); looks > 0 && !scene.closing(); looks -= 1) {
    await think(scene);
    const read = await client.insist({ method: 'GET', path, bearer: order.token });
    if (!succeeded(read)) return;
    order.latest = read.body;
    const { payment, status } = read.body;
    if (status !== 'pending' || !payment) return;
    if (payment.next_action && chance.happens(0.6)) {
      const { pathname, search } = new URL(payment.next_action.url);
      await client.insist({ method: 'GET', path: `${pathname}${search}` });
    }
    if (payment.status === 'failed' || chance.happens(0.1)) {
      const pay = () => ({
        method: 'POST' as const,
        path: `${path}/payments`,
        body: somePayment(scene),
        key: newKey(chance),
        bearer: order.token,
      });
      const tries = [() => client.insist(pay())];
      if (chance.happens(0.2)) tries.push(() => client.insist(pay()));
      // Just now a clerk gives the order up.
      if (chance.happens(0.2)) tries.push(() => client.insist(cancelBy(scene, order)));
      await together(...tries);
    }
  }
}
