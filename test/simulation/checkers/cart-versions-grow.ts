import type { Json } from '../history.ts';
import { answered, type Answered, type Checker, type Evidence, grouped } from './evidence.ts';

export const cartVersionsGrow: Checker = {
  name: 'the version of a cart only grows, and names one content',
  check: (evidence) =>
    [...cartsShown(evidence)].flatMap(([cart, shown]) => [
      ...wentBack(cart, shown),
      ...[...grouped(shown, ({ answer }) => String(answer.body.version))].flatMap(
        ([version, same]) =>
          new Set(same.map(({ answer }) => contentOf(answer.body))).size > 1
            ? [`${cart} has two contents of version ${version}`]
            : [],
      ),
    ]),
};

/** Answers that show a cart as it was when they were made: not those of an earlier try. */
const cartsShown = (evidence: Evidence): Map<string, Answered[]> =>
  grouped(
    answered(evidence).filter(({ answer }) => answer.status < 300 && !answer.replayed),
    ({ answer: { body } }) =>
      String(body.id).startsWith('cart_') && body.version !== undefined ? body.id : undefined,
  );

/** Whoever asks after an answer has come must not be shown an older cart. */
function wentBack(cart: string, shown: readonly Answered[]): string[] {
  return shown.flatMap(({ sentAt, answer }) => {
    const known = shown
      .filter(({ answeredAt }) => answeredAt < sentAt)
      .map((each) => each.answer.body.version as number);
    const latest = Math.max(0, ...known);
    const { version } = answer.body;
    return version < latest ? [`${cart} went back from version ${latest} to ${version}`] : [];
  });
}

/** What a cart remembers; its prices follow the catalog. */
const contentOf = (cart: Json): string =>
  JSON.stringify([
    (cart.lines as Json[]).map(({ id, variant_id: variant, quantity }) => [id, variant, quantity]),
    (cart.discount_codes as Json[]).map(({ code }) => code),
    [cart.email, cart.shipping_address, cart.status],
  ]);
