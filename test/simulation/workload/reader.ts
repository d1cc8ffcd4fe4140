import type { Json } from '../history.ts';
import { type Scene, think } from './scene.ts';

/** Looks at everything and buys nothing. */
export async function browse(scene: Scene): Promise<void> {
  const { client, shop, world } = scene;
  const { chance } = world;
  while (!scene.closing()) {
    await think(scene);
    const item = chance.pick(shop.items);
    const order = scene.orders.length > 0 ? chance.pick(scene.orders) : undefined;
    const path = chance.pick([
      '/v1/products',
      `/v1/products/${item.productId}`,
      `/v1/availability?variants=${item.variantId}`,
      '/v1/search?q=one',
      '/v1/shop',
      order ? `/v1/orders/${order.id}` : '/v1/products',
    ]);
    const bearer = path.startsWith('/v1/orders') ? order?.token : undefined;
    const answer = await client.insist({
      method: 'GET',
      path,
      ...(bearer === undefined ? {} : { bearer }),
    });
    if (answer?.status === 200 && path === '/v1/products') believe(scene, answer.body.data);
  }
}

function believe({ history }: Scene, products: Json[]): void {
  if (products.some(({ price_range: range }) => range.min.amount < 1))
    history.surprises.push('a product is listed for nothing');
}
