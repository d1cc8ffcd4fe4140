import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { ServerProcess } from './server-process.ts';

// What a platform promises, asked through HTTP: actors take one turn at a time, a key has one effect,
// the last unit is sold once, cached bodies are revalidated, bad input is refused alike everywhere.

// oxlint-disable-next-line no-explicit-any -- bodies are read by name
type Json = any;

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Json;
}

const success = { provider: 'test', token: 'tok_success' };

export function platformPromises(server: () => ServerProcess): void {
  async function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const response = await fetch(server().url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: json ? JSON.parse(text) : undefined,
    };
  }
  const admin = () => ({ authorization: `Bearer ${server().adminKey}` });

  async function aSku(onHand: number): Promise<string> {
    const sku = `R-${randomUUID()}`;
    const variants = [
      { sku, prices: [{ amount: 500, currency: 'GBP' }], inventory: { on_hand: onHand } },
    ];
    const made = await call(
      'POST',
      '/v1/admin/products',
      { title: `Item ${sku}`, status: 'active', variants },
      admin(),
    );
    assert.equal(made.status, 201, made.text);
    return sku;
  }

  async function aReadyCart(sku: string): Promise<Json> {
    const cart = await call('POST', '/v1/carts', { lines: [{ sku, quantity: 1 }] });
    assert.equal(cart.status, 201, cart.text);
    const path = `/v1/carts/${cart.body.id}`;
    const shipping_address = {
      name: 'A. Buyer',
      line1: '1 High Street',
      city: 'York',
      country: 'GB',
    };
    await call('PATCH', path, { email: 'buyer@example.com', shipping_address });
    const options = await call('GET', `${path}/shipping-options`);
    const [option] = options.body.data;
    if (option) await call('PATCH', path, { shipping_option_id: option.id });
    return (await call('GET', path)).body;
  }

  const checkOut = (cart: Json, key = randomUUID(), payment: Json = success) =>
    call(
      'POST',
      `/v1/carts/${cart.id}/checkout`,
      { expected_total: cart.totals.total, payment },
      { 'idempotency-key': key },
    );

  test('a hundred parallel adds of one are a hundred units', async () => {
    const sku = await aSku(1_000);
    const { body: cart } = await call('POST', '/v1/carts', {});
    const adds = await Promise.all(
      Array.from({ length: 100 }, () =>
        call('POST', `/v1/carts/${cart.id}/lines`, { sku, quantity: 1 }),
      ),
    );
    assert.deepEqual([...new Set(adds.map((add) => add.status))], [200]);
    const { body: after } = await call('GET', `/v1/carts/${cart.id}`);
    assert.equal(after.lines.length, 1);
    assert.equal(after.lines[0].quantity, 100);
    assert.equal(new Set(adds.map((add) => add.body.version)).size, 100);
  });

  test('one key has one effect and one answer, byte for byte', async () => {
    const cart = await aReadyCart(await aSku(50));
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => checkOut(cart, key)));
    const done = answers.filter((answer) => answer.status === 201);
    assert.ok(done.length > 0, answers[0]?.text);
    assert.equal(new Set(done.map((answer) => answer.text)).size, 1);
    const late = await checkOut(cart, key);
    assert.equal(late.text, done[0]?.text);
    assert.equal(late.headers.get('idempotency-replayed'), 'true');
  });

  test('the last unit is sold once', async () => {
    const sku = await aSku(1);
    const carts = await Promise.all(Array.from({ length: 10 }, () => aReadyCart(sku)));
    const answers = await Promise.all(carts.map((cart) => checkOut(cart)));
    assert.equal(answers.filter((answer) => answer.status === 201).length, 1);
    for (const answer of answers.filter((each) => each.status !== 201)) {
      assert.equal(answer.body.code, 'stock_short', answer.text);
    }
  });

  test('whatever is due is found, though no message tells of it', async () => {
    const sku = await aSku(10);
    // The first is looked at in seven days: that must not keep anybody from looking earlier.
    await checkOut(await aReadyCart(sku), randomUUID(), { provider: 'manual' });
    const token = 'tok_timeout_then_success';
    const placed = await checkOut(await aReadyCart(sku), randomUUID(), { provider: 'test', token });
    assert.equal(placed.status, 201, placed.text);
    const bearer = { authorization: `Bearer ${placed.body.access_token}` };
    const deadline = Date.now() + 20_000;
    let order = placed.body;
    while (order.status !== 'confirmed' && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      order = (await call('GET', `/v1/orders/${placed.body.id}`, undefined, bearer)).body;
    }
    assert.equal(order.status, 'confirmed', JSON.stringify(order.payment));
  });

  test('a catalog body is cached, revalidated, and fresh after a change', async () => {
    const sku = await aSku(3);
    const found = await call('GET', `/v1/admin/products?sku=${sku}`, undefined, admin());
    const [product] = found.body.data;
    const path = `/v1/products/${product.id}`;
    const first = await call('GET', path);
    const etag = first.headers.get('etag') ?? '';
    assert.match(etag, /^"[0-9a-f]{32}"$/);
    const second = await call('GET', path);
    assert.match(second.headers.get('server-timing') ?? '', /cache;desc=hit/);
    const unchanged = await call('GET', path, undefined, { 'if-none-match': etag });
    assert.equal(unchanged.status, 304);
    const changed = await call(
      'PATCH',
      `/v1/admin/products/${product.id}`,
      { title: 'Renamed' },
      { ...admin(), 'if-match': '*' },
    );
    const token = changed.headers.get('consistency-token') ?? '';
    const fresh = await call('GET', path, undefined, { 'consistency-token': token });
    assert.equal(fresh.body.title, 'Renamed');
  });

  test('bad input is a problem document, never a failure of ours', async () => {
    const tries: [number, Reply][] = [
      [400, await call('POST', '/v1/carts', '{"lines":')],
      [400, await call('POST', '/v1/carts', { lines: [{ sku: 'x', quantity: 1.5 }] })],
      [400, await call('POST', '/v1/carts', { lines: [{ sku: 'a\0b', quantity: 1 }] })],
      [400, await call('POST', '/v1/carts', { price: 1 })],
      [413, await call('POST', '/v1/carts', `{"lines":[],"x":"${'y'.repeat(1_100_000)}"}`)],
      [415, await call('POST', '/v1/carts', '{"lines":[]}', { 'content-type': 'text/plain' })],
      [400, await call('GET', '/v1/products?cursor=forged.cursor')],
      [400, await call('GET', '/v1/products?page=2')],
      [404, await call('GET', '/v1/nothing')],
      [405, await call('PATCH', '/v1/products')],
      [401, await call('GET', '/v1/admin/orders')],
      [404, await call('GET', '/v1/carts/cart_00000000000000000000000000')],
    ];
    for (const [status, reply] of tries) {
      assert.equal(reply.status, status, reply.text);
      assert.equal(reply.headers.get('content-type'), 'application/problem+json');
      assert.equal(reply.body.status, status);
    }
  });

  // A Worker has its own cut of the package that writes these texts.
  test('what is wrong with a body is told in the same words everywhere', async () => {
    const lines = [{ sku: '', quantity: '2' }, { quantity: 0 }];
    const reply = await call('POST', '/v1/carts', { lines, price: 1 });
    assert.equal(reply.status, 400, reply.text);
    const told = (reply.body.errors as { pointer: string; detail: string }[]).map(
      ({ pointer, detail }) => `${pointer} ${detail}`,
    );
    assert.deepEqual(told, [
      '/lines/0/sku Too small: expected string to have >=1 characters',
      '/lines/0/quantity Invalid input: expected number, received string',
      '/lines/1/quantity Too small: expected number to be >=1',
      '/lines/1 needs either variant_id or sku',
      '/price is not known here',
    ]);
  });
}
