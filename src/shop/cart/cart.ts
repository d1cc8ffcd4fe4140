import type { Actor, Turn } from '../../core/actor.ts';
import type { Address } from '../../core/address.ts';
import type { ProblemCode } from '../../core/error.ts';
import { type Quota, rateLimited, waitOf } from '../../core/quota.ts';

/** What a cart remembers. Prices and totals are worked out when it is read. */
export interface CartState {
  readonly id: string;
  readonly currency: string;
  readonly status: 'active' | 'completed';
  readonly lines: readonly CartLine[];
  readonly discountCodes: readonly string[];
  readonly email: string | null;
  readonly shippingAddress: Address | null;
  readonly billingAddress: Address | null;
  readonly shippingOptionId: string | null;
  readonly note: string | null;
  readonly orderId: string | null;
  readonly version: number;
  readonly touchedAtMs: number;
  /** Keyed commands done lately: a retry is answered without doing it again. */
  readonly done: readonly DoneCommand[];
  /** When codes were tried lately; absent as long as none was. */
  readonly codeTries?: readonly number[];
}

export interface DoneCommand {
  readonly id: string;
  readonly fingerprint: string;
  readonly atMs: number;
}

export interface CartLine {
  readonly id: string;
  readonly variantId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  /** The unit price when the buyer last touched the line, in minor units. */
  readonly seenPrice: number;
}

/** A variant as it was looked up for the cart: sellable, with its price in the cart's currency. */
export type NewLine = Omit<CartLine, 'seenPrice'> & { readonly price: number };

export interface CartCommand {
  /** Names the command for deduplication; absent when the caller sent no key. */
  readonly id?: string | undefined;
  /** What was asked under that id: the same id with another request is refused. */
  readonly fingerprint?: string | undefined;
  /** The version that the caller insists on. */
  readonly ifVersion?: number | undefined;
  readonly act: CartAct;
}

export type CartAct =
  | {
      readonly type: 'create';
      readonly cartId: string;
      readonly currency: string;
      readonly lines: readonly NewLine[];
    }
  | {
      readonly type: 'add-line';
      readonly line: Omit<NewLine, 'price'>;
      /** By currency: which of them the cart has, nobody has looked. */
      readonly prices: Readonly<Record<string, number>>;
    }
  | {
      readonly type: 'set-quantity';
      readonly lineId: string;
      readonly quantity: number;
      readonly price: number | null;
    }
  | { readonly type: 'update'; readonly changes: CartChanges }
  | { readonly type: 'try-code' }
  | { readonly type: 'add-code'; readonly code: string }
  | { readonly type: 'remove-code'; readonly code: string }
  | { readonly type: 'complete'; readonly orderId: string };

export type CartChanges = Partial<
  Pick<CartState, 'email' | 'shippingAddress' | 'billingAddress' | 'shippingOptionId' | 'note'>
>;

export type CartReply =
  | { readonly ok: true; readonly cart: CartState }
  | {
      readonly ok: false;
      readonly code: ProblemCode;
      readonly details: Readonly<Record<string, unknown>>;
    };

export const linesMax = 2_000;
export const unitsMax = 100_000;
export const codesMax = 10;
/** Codes can be guessed: each that is looked up is a try, whether it applies or not. */
export const codeTries: Quota = {
  name: 'discount-codes-per-cart',
  limit: 20,
  windowSeconds: 900,
};
/** A cart is forgotten this long after it was last touched. */
export const lifetimeMs = 30 * 24 * 3_600_000;
/** Keys are remembered as long as answers are kept, but a cart never grows without bound. */
const doneKeptMs = 25 * 3_600_000;
const doneMax = 500;
/** The name of a command without a key matters for as long as its request lasts. */
const onceKeptMs = 60_000;
const oncePrefix = 'once:';

/** Names a command that its caller cannot repeat. */
export const onceId = (chance: string): string => `${oncePrefix}${chance}`;

const refuse = (code: ProblemCode, details: Readonly<Record<string, unknown>> = {}): CartReply => ({
  ok: false,
  code,
  details,
});

/** The cart: each command is one turn, and two turns of one cart never overlap. */
export const cartActor: Actor<CartState, CartCommand, CartReply> = {
  kind: 'cart',
  turn,
  wake: (state, nowMs) =>
    state && nowMs < state.touchedAtMs + lifetimeMs
      ? { state, wakeAtMs: state.touchedAtMs + lifetimeMs }
      : { state: null },
};

function turn(
  state: CartState | null,
  command: CartCommand,
  nowMs: number,
): Turn<CartState, CartReply> {
  const before = state && nowMs < state.touchedAtMs + lifetimeMs ? state : null;
  const repeated = before?.done.find((each) => each.id === command.id);
  if (before && repeated) {
    const same = repeated.fingerprint === (command.fingerprint ?? '');
    return {
      state: before,
      reply: same ? { ok: true, cart: before } : refuse('idempotency_conflict'),
    };
  }
  const outcome = act(before, command, nowMs);
  if ('ok' in outcome) return { state: before, reply: outcome };
  // Nothing changed: no new version, nothing to save.
  if (outcome === before) return { state: before, reply: { ok: true, cart: before } };
  const done = remember(outcome.done, command, nowMs);
  const cart: CartState =
    command.act.type === 'try-code'
      ? { ...outcome, done }
      : { ...outcome, version: (before?.version ?? 0) + 1, touchedAtMs: nowMs, done };
  return { state: cart, reply: { ok: true, cart }, wakeAtMs: cart.touchedAtMs + lifetimeMs };
}

/** Whether a keyed command was done, with what was asked under its key. */
export const hasDone = (
  { done }: CartState,
  { key, fingerprint }: { readonly key: string; readonly fingerprint: string },
): boolean => done.some((each) => each.id === key && each.fingerprint === fingerprint);

function remember(done: CartState['done'], command: CartCommand, nowMs: number): CartState['done'] {
  const keptMs = (each: DoneCommand) => (each.id.startsWith(oncePrefix) ? onceKeptMs : doneKeptMs);
  const kept = done.filter((each) => nowMs - each.atMs < keptMs(each));
  const { id, fingerprint = '' } = command;
  return id === undefined ? kept : [...kept, { id, fingerprint, atMs: nowMs }].slice(-doneMax);
}

function act(cart: CartState | null, command: CartCommand, nowMs: number): CartState | CartReply {
  const { act: asked, ifVersion } = command;
  if (asked.type === 'create') return create(cart, asked, nowMs);
  if (!cart) return refuse('cart_not_found');
  if (asked.type === 'complete') return complete(cart, asked.orderId);
  if (cart.status === 'completed') return refuse('cart_completed', { order_id: cart.orderId });
  if (ifVersion !== undefined && ifVersion !== cart.version) {
    return refuse('version_conflict', { current_version: cart.version });
  }
  switch (asked.type) {
    case 'add-line':
      return addOffered(cart, asked);
    case 'set-quantity':
      return setQuantity(cart, asked);
    case 'update':
      return Object.keys(asked.changes).length === 0 ? cart : { ...cart, ...asked.changes };
    case 'try-code':
      return tryCode(cart, nowMs);
    case 'add-code':
      return addCode(cart, asked.code);
    case 'remove-code':
      return { ...cart, discountCodes: cart.discountCodes.filter((code) => code !== asked.code) };
  }
}

function create(
  cart: CartState | null,
  { cartId, currency, lines }: Extract<CartAct, { type: 'create' }>,
  nowMs: number,
): CartState | CartReply {
  if (cart) return cart;
  let made: CartState | CartReply = {
    id: cartId,
    currency,
    status: 'active',
    lines: [],
    discountCodes: [],
    email: null,
    shippingAddress: null,
    billingAddress: null,
    shippingOptionId: null,
    note: null,
    orderId: null,
    version: 0,
    touchedAtMs: nowMs,
    done: [],
  };
  for (const line of lines) {
    if ('ok' in made) return made;
    made = addLine(made, line);
  }
  return made;
}

function addOffered(
  cart: CartState,
  { line, prices }: Extract<CartAct, { type: 'add-line' }>,
): CartState | CartReply {
  const price = prices[cart.currency];
  return price === undefined
    ? refuse('variant_not_sellable', { reason: 'no_price', line: 0, variant: line.sku })
    : addLine(cart, { ...line, price });
}

/** Adding is commutative: the same variant merges into the line that is there. */
function addLine(cart: CartState, { price, ...line }: NewLine): CartState | CartReply {
  const there = cart.lines.find((each) => each.variantId === line.variantId);
  const quantity = (there?.quantity ?? 0) + line.quantity;
  if (quantity > unitsMax)
    return refuse('cart_limit', { limit: 'units_per_line', maximum: unitsMax });
  if (there) {
    return {
      ...cart,
      lines: cart.lines.map((each) =>
        each === there ? { ...each, quantity, seenPrice: price } : each,
      ),
    };
  }
  if (cart.lines.length >= linesMax)
    return refuse('cart_limit', { limit: 'lines', maximum: linesMax });
  return { ...cart, lines: [...cart.lines, { ...line, seenPrice: price }] };
}

function setQuantity(
  cart: CartState,
  { lineId, quantity, price }: Extract<CartAct, { type: 'set-quantity' }>,
): CartState | CartReply {
  const there = cart.lines.find((each) => each.id === lineId);
  if (!there) return refuse('line_not_found');
  if (quantity === 0) return { ...cart, lines: cart.lines.filter((each) => each !== there) };
  const seenPrice = price ?? there.seenPrice;
  return {
    ...cart,
    lines: cart.lines.map((each) => (each === there ? { ...each, quantity, seenPrice } : each)),
  };
}

/** Counted before the code is looked up, so that no more are judged, however many come at once. */
function tryCode(cart: CartState, nowMs: number): CartState | CartReply {
  const tries = cart.codeTries ?? [];
  const waitMs = waitOf(codeTries, tries, nowMs);
  if (waitMs === 0) return { ...cart, codeTries: [...tries, nowMs].slice(-codeTries.limit) };
  const { code, details } = rateLimited(codeTries, waitMs);
  return refuse(code, details);
}

function addCode(cart: CartState, code: string): CartState | CartReply {
  if (cart.discountCodes.includes(code)) return cart;
  if (cart.discountCodes.length >= codesMax)
    return refuse('cart_limit', { limit: 'discount_codes', maximum: codesMax });
  return { ...cart, discountCodes: [...cart.discountCodes, code] };
}

function complete(cart: CartState, orderId: string): CartState {
  return cart.orderId === orderId ? cart : { ...cart, status: 'completed', orderId };
}
