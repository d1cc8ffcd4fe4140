/** What an id is an id of, told by its prefix. Lower case throughout, since cache tags ignore case. */
const prefixes = {
  product: 'prod',
  variant: 'var',
  image: 'img',
  collection: 'col',
  cart: 'cart',
  line: 'line',
  order: 'ord',
  payment: 'pay',
  fulfillment: 'ful',
  refund: 'ref',
  event: 'evt',
  apiKey: 'key',
  import: 'imp',
  discountCode: 'disc',
  shippingZone: 'zone',
  shippingRate: 'rate',
  taxRate: 'tax',
  webhookEndpoint: 'wh',
  request: 'req',
} as const;

export type IdKind = keyof typeof prefixes;
export type Id<Kind extends IdKind = IdKind> = `${(typeof prefixes)[Kind]}_${string}`;

/** Crockford's base 32 without i, l, o, u: no look-alikes, and it sorts as it counts. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Time and chance, as the platform lends them. */
export interface IdSource {
  clock: { nowMs(): number };
  random: { bytes(count: number): Uint8Array };
}

function encodeTime(ms: number): string {
  let text = '';
  for (let rest = ms, i = 0; i < 10; i += 1) {
    text = alphabet[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** `count` random base-32 characters, five bits each. */
export function randomText(source: Pick<IdSource, 'random'>, count: number): string {
  let text = '';
  for (const byte of source.random.bytes(count)) text += alphabet[byte & 31];
  return text;
}

/**
 * A new id: prefix, ten characters of time (so ids sort by age), then chance. A cart's carries 130
 * random bits because holding it is the right to use the cart; others carry 80.
 */
export function newId<Kind extends IdKind>(source: IdSource, kind: Kind): Id<Kind> {
  const chance = randomText(source, kind === 'cart' ? 26 : 16);
  return `${prefixes[kind]}_${encodeTime(source.clock.nowMs())}${chance}`;
}

const patterns = new Map<IdKind, RegExp>();

/** The shape of a `kind` id, for schemas: anything else is refused before it reaches a query. */
export function idPattern(kind: IdKind): RegExp {
  const known = patterns.get(kind);
  if (known) return known;
  const made = new RegExp(`^${prefixes[kind]}_[0-9a-z]{10,60}$`);
  patterns.set(kind, made);
  return made;
}

export const isId = <Kind extends IdKind>(kind: Kind, text: string): text is Id<Kind> =>
  idPattern(kind).test(text);
