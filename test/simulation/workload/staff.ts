import type { Ask, Json } from '../history.ts';
import { newKey, type KnownOrder, type Scene, think, together } from './scene.ts';

/** Works through orders, stock and prices until the shop closes. */
export async function workInShop(scene: Scene): Promise<void> {
  const { chance } = scene.world;
  while (!scene.closing()) {
    await think(scene);
    if (scene.orders.length > 0 && chance.happens(0.6)) await workOnOrder(scene);
    else
      await chance.pick([
        adjustStock,
        adjustStock,
        changePrice,
        changePrice,
        changeCode,
        changePolicy,
      ])(scene);
  }
}

const byAdmin = (scene: Scene, ask: Omit<Ask, 'bearer'>) =>
  scene.client.insist({ ...ask, bearer: 'admin' });

async function workOnOrder(scene: Scene): Promise<void> {
  const { chance } = scene.world;
  const order = chance.pick(scene.orders);
  const path = `/v1/admin/orders/${order.id}`;
  const read = await byAdmin(scene, { method: 'GET', path });
  if (!read || read.status !== 200) return;
  order.latest = read.body;
  const move = () => someMove(scene, order);
  const ask = move();
  const clerks = [() => byAdmin(scene, ask)];
  // A clerk clicks twice.
  if (chance.happens(0.15)) clerks.push(() => byAdmin(scene, ask));
  // Two clerks take up the same order.
  if (chance.happens(0.25)) clerks.push(() => byAdmin(scene, move()));
  await together(...clerks);
}

function someMove({ world: { chance } }: Scene, { id, latest }: KnownOrder): Omit<Ask, 'bearer'> {
  const to = (what: string, body: unknown = {}): Omit<Ask, 'bearer'> => ({
    method: 'POST',
    path: `/v1/admin/orders/${id}/${what}`,
    body,
    key: newKey(chance),
  });
  const line = chance.pick(latest.lines as Json[]);
  const lines = [{ line_id: line.id, quantity: chance.whole(1, line.quantity) }];
  const { total } = latest.totals;
  const part = Math.max(1, chance.whole(1, total.amount));
  const amount = { ...total, amount: chance.happens(0.5) ? Math.max(1, total.amount) : part };
  // Whoever waits for a transfer mostly sees it come.
  if (latest.payment?.provider === 'manual' && latest.status === 'pending' && chance.happens(0.7))
    return to('capture');
  // Nor does everybody wait for a buyer whose card was declined, or who does not come back.
  if (latest.status === 'pending' && chance.happens(0.3)) return to('cancel');
  return chance.pick([
    () => to('capture'),
    () => to('cancel'),
    () => to('refunds', { lines, restock: true }),
    () => to('refunds', { lines }),
    () => to('refunds', { amount }),
    () => to('refunds'),
    () => to('fulfillments', { lines }),
    () => to('fulfillments'),
  ])();
}

async function adjustStock(scene: Scene): Promise<void> {
  const { chance } = scene.world;
  const { sku } = chance.pick(scene.shop.items);
  await byAdmin(scene, {
    method: 'POST',
    path: `/v1/admin/inventory/${sku}/adjustments`,
    body: { delta: chance.pick([-20, -3, -1, 2, 5, 10]), reason: 'count' },
    key: newKey(chance),
  });
}

/** Sets a new price for something. */
export async function changePrice(scene: Scene): Promise<void> {
  const { chance } = scene.world;
  const amount = chance.whole(1, 5_000);
  await changeVariant(scene, { prices: [{ amount, currency: 'GBP' }] });
}

async function changePolicy(scene: Scene): Promise<void> {
  await changeVariant(scene, {
    inventory: { policy: scene.world.chance.pick(['deny', 'continue']) },
  });
}

async function changeVariant(scene: Scene, body: unknown): Promise<void> {
  const { chance } = scene.world;
  const { productId, variantId } = chance.pick(scene.shop.items);
  const path = `/v1/admin/products/${productId}/variants/${variantId}`;
  const read = await byAdmin(scene, { method: 'GET', path });
  if (read?.status !== 200) return;
  const changed = await byAdmin(scene, {
    method: 'PATCH',
    path,
    body,
    ifMatch: read.body.version,
    ...(chance.happens(0.7) ? { key: newKey(chance) } : {}),
  });
  if (changed?.status !== 200) return;
  // Whoever shows the token of the change sees it, past every cache and every lagging copy.
  const { consistency } = changed;
  await scene.client.insist({ method: 'GET', path: `/v1/products/${productId}`, consistency });
}

/** Changes what a code takes off, never its limits: checkers know those by heart. */
async function changeCode(scene: Scene): Promise<void> {
  const { chance } = scene.world;
  const { id, code } = chance.pick(scene.shop.codes);
  if (code !== 'LAST' && code !== 'THREE') return;
  const path = `/v1/admin/discount-codes/${id}`;
  const read = await byAdmin(scene, { method: 'GET', path });
  if (read?.status !== 200) return;
  await byAdmin(scene, {
    method: 'PATCH',
    path,
    body: { value: chance.whole(1, 60) },
    ifMatch: read.body.version,
  });
}
