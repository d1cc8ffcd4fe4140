import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  cartActor,
  type CartAct,
  type CartReply,
  type CartState,
  codesMax,
  lifetimeMs,
  linesMax,
  unitsMax,
} from '../../src/shop/cart/cart.ts';

const now = 1_000_000;

function opened(lines: Extract<CartAct, { type: 'create' }>['lines'] = []): CartState {
  const made = cartActor.turn(
    null,
    { act: { type: 'create', cartId: 'cart_1', currency: 'GBP', lines } },
    now,
  ).state;
  assert.ok(made);
  return made;
}

const line = (variant: number, quantity = 1, price = 100) => ({
  id: `line_${variant}_${quantity}`,
  variantId: `var_${variant}`,
  sku: `S${variant}`,
  title: `T${variant}`,
  quantity,
  price,
});

function adding(variant: number, quantity = 1): CartAct {
  const { price, ...rest } = line(variant, quantity);
  return { type: 'add-line', line: rest, prices: { EUR: price + 1, GBP: price } };
}

function told(
  state: CartState | null,
  act: CartAct,
  more: { id?: string; ifVersion?: number; at?: number } = {},
) {
  const turn = cartActor.turn(
    state,
    { act, id: more.id, ifVersion: more.ifVersion },
    more.at ?? now,
  );
  return { ...turn, cart: turn.state };
}

function refusal(reply: CartReply): string {
  assert.ok(!reply.ok);
  return reply.code;
}

describe('a new cart', () => {
  test('is active, empty and at version 1', () => {
    const cart = opened();
    assert.equal(cart.status, 'active');
    assert.equal(cart.version, 1);
    assert.deepEqual(cart.lines, []);
  });

  test('created twice is the cart that is there', () => {
    const cart = opened([line(1)]);
    const again = told(cart, { type: 'create', cartId: 'cart_1', currency: 'EUR', lines: [] });
    assert.equal(again.state, cart);
    assert.ok(again.reply.ok && again.reply.cart === cart);
  });

  test('merges lines of one variant', () => {
    assert.deepEqual(
      opened([line(1, 2), line(2), line(1, 3)]).lines.map((each) => each.quantity),
      [5, 1],
    );
  });

  test('refuses more lines than a cart may have', () => {
    const lines = Array.from({ length: linesMax + 1 }, (_, index) => line(index));
    const turn = told(null, { type: 'create', cartId: 'cart_1', currency: 'GBP', lines });
    assert.equal(refusal(turn.reply), 'cart_limit');
    assert.equal(turn.state, null);
  });
});

describe('lines', () => {
  test('adding is commutative', () => {
    const adds = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 9 })),
      { maxLength: 20 },
    );
    const quantities = (cart: CartState) =>
      new Map(cart.lines.map((each) => [each.variantId, each.quantity]));
    const add = (cart: CartState, [variant, quantity]: readonly [number, number]) =>
      told(cart, adding(variant, quantity)).cart ?? cart;
    fc.assert(
      fc.property(adds, (list) => {
        const there = quantities(list.reduce(add, opened()));
        const back = quantities(list.toReversed().reduce(add, opened()));
        assert.deepEqual([...there].toSorted(), [...back].toSorted());
      }),
    );
  });

  test('a line has at most as many units as the limit says', () => {
    const full = opened([line(1, unitsMax)]);
    assert.equal(refusal(told(full, adding(1, 1)).reply), 'cart_limit');
  });

  test('costs what it does in the currency of the cart, or is refused', () => {
    const cart = told(opened(), adding(1)).cart;
    assert.equal(cart?.lines[0]?.seenPrice, 100);
    const act = { ...adding(2), prices: { EUR: 5 } } as CartAct;
    assert.equal(refusal(told(cart, act).reply), 'variant_not_sellable');
  });

  test('a quantity of 0 removes; the price that was seen is remembered', () => {
    const cart = opened([line(1, 2), line(2, 2)]);
    const removed = told(cart, {
      type: 'set-quantity',
      lineId: 'line_1_2',
      quantity: 0,
      price: null,
    }).cart;
    assert.deepEqual(
      removed?.lines.map((each) => each.variantId),
      ['var_2'],
    );
    const seen = told(cart, {
      type: 'set-quantity',
      lineId: 'line_1_2',
      quantity: 5,
      price: 150,
    }).cart;
    assert.deepEqual(seen?.lines[0], {
      id: 'line_1_2',
      variantId: 'var_1',
      sku: 'S1',
      title: 'T1',
      quantity: 5,
      seenPrice: 150,
    });
  });

  test('an unknown line is not found, and nothing is saved', () => {
    const cart = opened([line(1)]);
    const turn = told(cart, { type: 'set-quantity', lineId: 'line_x', quantity: 1, price: 1 });
    assert.equal(refusal(turn.reply), 'line_not_found');
    assert.equal(turn.state, cart);
  });
});

describe('versions', () => {
  test('grow by one with every change, and not by a refusal', () => {
    const cart = opened();
    assert.equal(told(cart, adding(1)).cart?.version, 2);
    assert.equal(
      told(cart, { type: 'set-quantity', lineId: 'x', quantity: 1, price: 1 }).cart?.version,
      1,
    );
  });

  test('a version that is insisted on must be the current one', () => {
    const cart = opened();
    const turn = told(cart, { type: 'update', changes: { note: 'x' } }, { ifVersion: 7 });
    assert.equal(refusal(turn.reply), 'version_conflict');
    assert.equal(
      told(cart, { type: 'update', changes: { note: 'x' } }, { ifVersion: 1 }).cart?.note,
      'x',
    );
  });
});

describe('repeated commands', () => {
  test('are done once', () => {
    const once = told(opened(), adding(1), { id: 'k1' }).cart;
    const twice = told(once, adding(1), { id: 'k1' });
    assert.equal(twice.state, once);
    assert.ok(twice.reply.ok);
    assert.equal(told(once, adding(1), { id: 'k2' }).cart?.lines[0]?.quantity, 2);
  });

  test('are remembered a bounded number of times, and for longer than a day', () => {
    let cart: CartState | null = opened();
    for (let i = 0; i < 600; i += 1)
      cart = told(cart, { type: 'update', changes: { note: `${i}` } }, { id: `k${i}` }).cart;
    assert.equal(cart?.done.length, 500);
    const dayLater = now + 24 * 3_600_000;
    assert.equal(
      told(cart, { type: 'update', changes: { note: 'again' } }, { id: 'k599', at: dayLater }).cart
        ?.note,
      '599',
    );
  });
});

describe('discount codes', () => {
  test('are entered once and taken out without a fuss', () => {
    const cart = told(opened(), { type: 'add-code', code: 'A' }).cart;
    assert.equal(told(cart, { type: 'add-code', code: 'A' }).cart, cart);
    assert.deepEqual(told(cart, { type: 'remove-code', code: 'A' }).cart?.discountCodes, []);
    assert.ok(told(cart, { type: 'remove-code', code: 'B' }).reply.ok);
  });

  test('have a limit', () => {
    let cart: CartState | null = opened();
    for (let i = 0; i < codesMax; i += 1)
      cart = told(cart, { type: 'add-code', code: `C${i}` }).cart;
    assert.equal(refusal(told(cart, { type: 'add-code', code: 'ONE MORE' }).reply), 'cart_limit');
  });
});

describe('the end of a cart', () => {
  test('a completed cart changes no more, and is completed once', () => {
    const cart = told(opened([line(1)]), { type: 'complete', orderId: 'ord_1' }).cart;
    assert.equal(cart?.status, 'completed');
    assert.equal(refusal(told(cart, adding(2)).reply), 'cart_completed');
    assert.equal(told(cart, { type: 'complete', orderId: 'ord_1' }).cart, cart);
  });

  test('a cart is forgotten thirty days after it was last touched', () => {
    const cart = opened();
    assert.equal(cartActor.wake(cart, now + lifetimeMs - 1).state, cart);
    assert.equal(cartActor.wake(cart, now + lifetimeMs).state, null);
    const late = told(cart, adding(1), { at: now + lifetimeMs });
    assert.equal(refusal(late.reply), 'cart_not_found');
    assert.equal(told(cart, adding(1), { at: now + 5 }).wakeAtMs, now + 5 + lifetimeMs);
  });

  test('nothing is done to a cart that is not there', () => {
    assert.equal(refusal(told(null, { type: 'add-code', code: 'A' }).reply), 'cart_not_found');
    assert.equal(
      refusal(told(null, { type: 'complete', orderId: 'ord_1' }).reply),
      'cart_not_found',
    );
  });
});
