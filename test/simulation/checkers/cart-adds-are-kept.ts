import type { Json } from '../history.ts';
import { type Checker, doneOnce, type Evidence, grouped } from './evidence.ts';

export const cartAddsAreKept: Checker = {
  name: 'what was put into a cart is in it, once',
  check(evidence) {
    const found: string[] = [];
    for (const [cart, adds] of grouped(acknowledgedAdds(evidence), ({ cart }) => cart)) {
      const shown = evidence.carts.get(cart);
      if (!shown || wasTakenFrom(evidence, cart)) continue;
      for (const [sku, same] of grouped(adds, (each) => each.sku)) {
        const added = same.reduce((sum, { quantity }) => sum + quantity, 0);
        const line = (shown.lines as Json[]).find((each) => each.sku === sku);
        const there = line?.quantity ?? 0;
        if (there !== added) found.push(`${cart} has ${there} of ${sku}, ${added} were added`);
      }
    }
    return found;
  },
};

/** Every line of a create and every add that was acknowledged: each has a key, so each counts once. */
function acknowledgedAdds(evidence: Evidence) {
  const skuOf = ({ sku, variant_id: id }: Json): string =>
    sku ?? evidence.shop.items.find(({ variantId }) => variantId === id)?.sku ?? id;
  const named = (cart: string, line: Json) => ({
    cart,
    sku: skuOf(line),
    quantity: line.quantity as number,
  });
  const created = doneOnce(evidence, ({ ask }) => ask.path === '/v1/carts').flatMap(
    ({ body, answer }) => (body.lines as Json[]).map((line) => named(answer.id, line)),
  );
  const added = doneOnce(evidence, ({ ask }) => /^\/v1\/carts\/\w+\/lines$/.test(ask.path)).map(
    ({ body, answer }) => named(answer.id, body),
  );
  return [...created, ...added];
}

/** Whether anybody ever tried to change or remove a line: then the sum tells nothing. */
const wasTakenFrom = ({ history }: Evidence, cart: string): boolean =>
  history.tries.some(
    ({ ask }) => ask.method !== 'POST' && ask.path.startsWith(`/v1/carts/${cart}/lines/`),
  );
