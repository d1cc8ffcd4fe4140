import type { Json } from '../history.ts';
import { isDefinite } from '../history.ts';
import { type Checker, doneOnce, type Evidence, grouped } from './evidence.ts';

export const cartAddsAreKept: Checker = {
  name: 'what was put into a cart is in it, once',
  check(evidence) {
    const found: string[] = [];
    for (const [cart, adds] of grouped(allAdds(evidence), ({ cart }) => cart)) {
      const shown = evidence.carts.get(cart);
      if (!shown || wasTakenFrom(evidence, cart)) continue;
      for (const [sku, same] of grouped(adds, (each) => each.sku)) {
        const line = (shown.lines as Json[]).find((each) => each.sku === sku);
        const there = line?.quantity ?? 0;
        const least = unitsOf(same.filter(({ sure }) => sure));
        const most = unitsOf(same);
        if (there < least || there > most)
          found.push(`${cart} has ${there} of ${sku}, ${least} to ${most} were added`);
      }
    }
    return found;
  },
};

interface Add {
  readonly cart: string;
  readonly sku: string;
  readonly quantity: number;
  /** Whether it was acknowledged; otherwise it may have happened. */
  readonly sure: boolean;
}

const unitsOf = (adds: readonly Add[]): number =>
  adds.reduce((sum, { quantity }) => sum + quantity, 0);

/** Every line of a create and every add: each with a key counts once, each without as it was answered. */
function allAdds(evidence: Evidence): Add[] {
  const skuOf = ({ sku, variant_id: id }: Json): string =>
    sku ?? evidence.shop.items.find(({ variantId }) => variantId === id)?.sku ?? id;
  const add = (cart: string, line: Json, sure: boolean): Add => ({
    cart,
    sku: skuOf(line),
    quantity: line.quantity,
    sure,
  });
  const created = doneOnce(evidence, ({ ask }) => ask.path === '/v1/carts').flatMap(
    ({ body, answer }) => (body.lines as Json[]).map((line) => add(answer.id, line, true)),
  );
  const keyed = doneOnce(evidence, ({ ask }) => cartAddedTo(ask) !== undefined).map(
    ({ body, answer }) => add(answer.id, body, true),
  );
  const careless = evidence.history.tries.flatMap(({ ask, answer }) => {
    const cart = ask.key === undefined ? cartAddedTo(ask) : undefined;
    if (cart === undefined || (answer && isDefinite(answer) && answer.status >= 300)) return [];
    return [add(cart, ask.body, answer !== undefined && answer.status < 300)];
  });
  return [...created, ...keyed, ...careless];
}

const cartAddedTo = ({ path }: { path: string }): string | undefined =>
  /^\/v1\/carts\/(\w+)\/lines$/.exec(path)?.[1];

/** Whether anybody ever tried to change or remove a line: then the sum tells nothing. */
const wasTakenFrom = ({ history }: Evidence, cart: string): boolean =>
  history.tries.some(
    ({ ask }) => ask.method !== 'POST' && ask.path.startsWith(`/v1/carts/${cart}/lines/`),
  );
