import type { Json } from '../history.ts';
import { changePrice } from './staff.ts';
import { newKey, type Scene, think, together } from './scene.ts';
import { network } from '../world.ts';

const address = { name: 'A. Buyer', line1: '1 High Street', city: 'Leeds', country: 'GB' };

/** Now and then something scarce is to be had at one moment: a code for one, and more who want it. */
export async function holdDrops(scene: Scene, holdSeconds: number): Promise<void> {
  const { chance } = scene.world;
  for (let drop = 1; !scene.closing(); drop += 1) {
    await think(scene);
    const each = chance.happens(0.4);
    const code = await makeCode(scene, `DROP${drop}`, each);
    if (code === undefined) continue;
    // Who is limited one by one is the same buyer in every cart.
    const email = (buyer: number) => (each ? 'dan@example.com' : `buyer${buyer}@example.com`);
    const carts = await together(
      ...Array.from({ length: chance.whole(2, 4) }, (_, buyer) => {
        return () => aCart(scene, code, email(buyer));
      }),
    );
    const ready = carts.filter((cart) => cart !== undefined);
    // The buyers know the old prices, and so may a lagging copy.
    if (chance.happens(0.5)) await changePrice(scene);
    if (chance.happens(0.6)) await together(...ready.map((cart) => () => buy(scene, cart)));
    else await takeFromTheLate(scene, ready, holdSeconds);
  }
}

/** The first gets the code and does not pay in time, the others take it, and then the money comes. */
async function takeFromTheLate(
  scene: Scene,
  [first, ...others]: readonly Json[],
  holdSeconds: number,
): Promise<void> {
  const { world } = scene;
  if (!first) return;
  await buy(scene, first, 'tok_late_success');
  await world.pause(network, 'waits', holdSeconds * 1_000 + world.chance.whole(0, 1_800));
  await together(...others.map((cart) => () => buy(scene, cart, 'tok_success')));
}

async function makeCode(
  { client, shop, world: { chance } }: Scene,
  code: string,
  each: boolean,
): Promise<string | undefined> {
  const limit = each ? { usage_limit_per_customer: 1 } : { usage_limit: 1 };
  const made = await client.insist({
    method: 'POST',
    path: '/v1/admin/discount-codes',
    body: { code, type: 'percentage', value: 50, ...limit },
    key: newKey(chance),
    bearer: 'admin',
  });
  if (made?.status !== 201) return undefined;
  shop.codes.push({
    id: made.body.id,
    code,
    usageLimit: each ? null : 1,
    usageLimitPerCustomer: each ? 1 : null,
  });
  return code;
}

/** A cart with the code in it, that only needs to be checked out. */
async function aCart(scene: Scene, code: string, email: string): Promise<Json | undefined> {
  const { client, shop, world } = scene;
  const [hot, ...others] = shop.items;
  const item = world.chance.happens(0.4) ? hot! : world.chance.pick(others);
  const key = newKey(world.chance);
  const body = { lines: [{ sku: item.sku, quantity: 1 }] };
  const opened = await client.insist({ method: 'POST', path: '/v1/carts', body, key });
  if (opened?.status !== 201) return undefined;
  const path = `/v1/carts/${opened.body.id}`;
  await client.insist({ method: 'PATCH', path, body: { email, shipping_address: address } });
  const options = await client.insist({ method: 'GET', path: `${path}/shipping-options` });
  const [option] = (options?.body.data ?? []) as Json[];
  if (option)
    await client.insist({ method: 'PATCH', path, body: { shipping_option_id: option.id } });
  const entered = await client.insist({
    method: 'POST',
    path: `${path}/discount-codes`,
    body: { code },
    key: newKey(world.chance),
  });
  return entered?.status === 200 ? entered.body : undefined;
}

async function buy(scene: Scene, cart: Json, token?: string): Promise<void> {
  const { client, orders, world } = scene;
  const paying = token ?? world.chance.pick(['tok_success', 'tok_late_success', 'tok_decline']);
  const placed = await client.insist({
    method: 'POST',
    path: `/v1/carts/${cart.id}/checkout`,
    body: { expected_total: cart.totals.total, payment: { provider: 'test', token: paying } },
    key: newKey(world.chance),
  });
  if (placed?.status === 201)
    orders.push({ id: placed.body.id, token: placed.body.access_token, latest: placed.body });
}
