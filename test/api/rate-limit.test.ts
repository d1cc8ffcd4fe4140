import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Brake } from '../../src/platform/platform.ts';
import { type Client, clientOf, expectProblem, expectStatus } from '../support/client.ts';
import { aProduct, aReadyCart, checkOut } from '../support/factories.ts';
import { adminKey, testPlatform } from '../support/platform.ts';

/** A shop with limits whose clock stands still, and callers at addresses. */
async function limited(environment: Record<string, string> = {}, brake?: Brake) {
  const base = await testPlatform({ RATE_LIMITS: 'on', ...environment });
  let nowMs = Date.now();
  const platform = { ...base, clock: { nowMs: () => nowMs }, brake };
  const from = (peer: string | undefined): Client => clientOf({ ...platform, peer });
  return { from, advance: (seconds: number) => void (nowMs += seconds * 1_000) };
}

/** Asks again and again; answers how often it was let through, and the refusal. */
async function until429(ask: () => ReturnType<Client>, most = 2_000) {
  for (let count = 0; count < most; count += 1) {
    const answer = await ask();
    if (answer.status === 429) return { count, answer };
  }
  return assert.fail('was never refused');
}

/** A request that counts, and makes nothing. */
const refusedCart = { body: { nothing: true } };

const newCart = async (client: Client) => {
  const { id } = expectStatus(await client('POST', '/v1/carts', { body: {} }), 201);
  return `/v1/carts/${id}`;
};

describe('rate limits', () => {
  test('refuse with a problem, Retry-After and the fields of the draft', async () => {
    const { from, advance } = await limited();
    const client = from('203.0.113.1');
    const first = await client('POST', '/v1/carts', { body: {} });
    assert.equal(first.headers.get('ratelimit-policy'), '"buyer";q=300;w=60');
    assert.equal(first.headers.get('ratelimit'), '"buyer";r=299;t=1');
    const { count, answer } = await until429(() => client('POST', '/v1/carts', refusedCart));
    assert.equal(count, 299);
    const problem = expectProblem(answer, 429, 'rate_limited');
    assert.deepEqual([problem.policy, problem.retryable], ['buyer', true]);
    assert.equal(answer.headers.get('retry-after'), '1');
    assert.equal(answer.headers.get('cache-control'), 'private, no-store');
    assert.equal(answer.headers.get('ratelimit'), '"buyer";r=0;t=1');
    assert.match(answer.headers.get('access-control-expose-headers') ?? '', /RateLimit-Policy/);
    advance(1);
    expectStatus(await client('POST', '/v1/carts', { body: {} }), 201);
  });

  test('say to the second when the next try succeeds', async () => {
    const { from, advance } = await limited();
    const client = from('203.0.113.1');
    const cart = await newCart(client);
    const tryCode = () => client('POST', `${cart}/discount-codes`, { body: { code: 'NONE' } });
    const { count, answer } = await until429(tryCode);
    assert.equal(count, 10);
    assert.equal(expectProblem(answer, 429, 'rate_limited').policy, 'discount-codes-each');
    const seconds = Number(answer.headers.get('retry-after'));
    assert.equal(seconds, 6);
    advance(seconds - 1);
    assert.equal((await tryCode()).headers.get('retry-after'), '1');
    advance(1);
    assert.equal((await tryCode()).status, 422);
    assert.equal((await tryCode()).status, 429);
  });

  test('are off unless they are set', async () => {
    const { from } = await limited({ RATE_LIMITS: '' });
    const answer = await from('203.0.113.1')('POST', '/v1/carts', { body: {} });
    assert.equal(answer.headers.get('ratelimit'), null);
  });

  test('do not hold for what the installation asks of itself', async () => {
    const { from } = await limited();
    const nobody = from(undefined);
    for (let reads = 0; reads < 1_300; reads += 1)
      assert.equal((await nobody('GET', '/v1/products')).status, 200);
    const stranger = await from('unknown')('POST', '/v1/carts', refusedCart);
    assert.match(stranger.headers.get('ratelimit') ?? '', /^"buyer"/);
  });

  test('count public reads, whose answers are everybody’s and tell of nobody', async () => {
    const { from } = await limited();
    const client = from('203.0.113.1');
    const cached = await client('GET', '/v1/products');
    assert.deepEqual([cached.headers.get('ratelimit'), cached.headers.get('vary')], [null, null]);
    const missing = await client('GET', '/v1/products/none');
    assert.deepEqual([missing.status, missing.headers.get('ratelimit')], [404, null]);
    const { count, answer } = await until429(() => client('GET', '/v1/products'));
    assert.equal(count, 1_198);
    assert.equal(answer.headers.get('cache-control'), 'private, no-store');
    assert.equal(answer.headers.get('cdn-cache-control'), null);
    expectStatus(await from('203.0.113.2')('GET', '/v1/products'), 200);
    for (const path of ['/health', '/ready', '/ready/writes', '/docs/limits'])
      assert.equal((await client('GET', path)).status, 200, path);
    assert.equal((await client('OPTIONS', '/v1/products')).status, 204);
  });
});

describe('who is limited', () => {
  const spend = (client: Client) => until429(() => client('POST', '/v1/carts', refusedCart));

  test('is the peer: forged headers and other bearers change nothing', async () => {
    const { from } = await limited();
    const client = from('203.0.113.1');
    await spend(client);
    for (const headers of [
      { 'x-forwarded-for': '198.51.100.1' },
      { forwarded: 'for=198.51.100.1' },
      { 'cf-connecting-ip': '198.51.100.1' },
      { authorization: 'Bearer ot_another' },
      { authorization: 'Bearer sk_0123456789_abcdef' },
      { authorization: `Bearer ${'x'.repeat(40)}` },
    ])
      expectProblem(await client('POST', '/v1/carts', { body: {}, headers }), 429, 'rate_limited');
    expectStatus(await from('::ffff:203.0.113.2')('POST', '/v1/carts', { body: {} }), 201);
    assert.equal((await from('::ffff:203.0.113.1')('POST', '/v1/carts', { body: {} })).status, 429);
  });

  test('is an IPv6 subscriber, not one of his 2^64 addresses', async () => {
    const { from } = await limited();
    await spend(from('2001:db8:0:1::1'));
    const ask = async (peer: string) =>
      (await from(peer)('POST', '/v1/carts', { body: {} })).status;
    assert.deepEqual([await ask('2001:db8:0:1:abcd::2'), await ask('2001:db8:0:2::1')], [429, 201]);
  });

  test('is the buyer behind a proxy that is trusted', async () => {
    const { from } = await limited({ TRUSTED_PROXIES: '10.0.0.0/8' });
    const client = from('10.0.0.1');
    const ask = (buyer: string) =>
      client('POST', '/v1/carts', { ...refusedCart, headers: { 'x-forwarded-for': buyer } });
    await until429(() => ask('198.51.100.1'));
    assert.equal((await ask('198.51.100.2')).status, 400);
    assert.equal((await ask('198.51.100.9, 198.51.100.1')).status, 429);
  });

  test('is the cart behind a key that many buyers share', async () => {
    const { from } = await limited();
    const client = from('203.0.113.1');
    const [hers, his] = [await newCart(client), await newCart(client)];
    const look = (cart: string) => client('GET', cart, { admin: true });
    expectStatus(await look(hers), 200);
    await spend(client);
    const { count, answer } = await until429(() => look(hers));
    assert.equal(count, 119);
    assert.equal(answer.body.policy, 'buyer-each');
    const other = await look(his);
    assert.equal(other.status, 200);
    assert.match(
      other.headers.get('ratelimit') ?? '',
      /^"buyer";r=148\d\d;t=\d+, "buyer-each";r=119/,
    );
  });

  test('is the key on admin operations', async () => {
    const { from } = await limited();
    const client = from('203.0.113.1');
    const body = { name: 'Reader', scopes: ['orders:read'] };
    const made = await client('POST', '/v1/admin/api-keys', { admin: true, body });
    assert.equal(made.headers.get('ratelimit'), '"admin";r=2999;t=1');
    const { key } = expectStatus(made, 201);
    const other = await from('203.0.113.2')('GET', '/v1/admin/orders', { bearer: key });
    assert.equal(other.headers.get('ratelimit'), '"admin";r=2999;t=1');
    const refused = await client('GET', '/v1/admin/products', { bearer: key });
    expectProblem(refused, 403, 'insufficient_scope');
    assert.equal(refused.headers.get('ratelimit'), '"admin";r=2998;t=1');
  });
});

describe('wrong credentials', () => {
  test('cost the address, and nobody who was let in before', async () => {
    const { from, advance } = await limited();
    const [client, elsewhere] = [from('203.0.113.1'), from('203.0.113.2')];
    expectStatus(await client('GET', '/v1/admin/orders', { admin: true }), 200);
    let tried = 0;
    const guess = () => {
      tried += 1;
      const bearer = tried % 2 === 0 ? undefined : `sk_${tried}`;
      return client('GET', '/v1/admin/orders', bearer ? { bearer } : {});
    };
    const { count, answer } = await until429(guess);
    assert.equal(count, 20);
    assert.equal(answer.body.policy, 'failed-authentication');
    assert.equal(answer.headers.get('retry-after'), '3');
    expectStatus(await client('GET', '/v1/admin/orders', { admin: true }), 200);
    assert.equal((await elsewhere('GET', '/v1/admin/orders', { bearer: 'sk_1' })).status, 401);
    advance(3);
    assert.equal((await guess()).status, 401);
    assert.equal((await guess()).status, 429);
    advance(600);
    for (let more = 0; more < 20; more += 1) await guess();
    const late = await client('GET', '/v1/admin/orders', { admin: true });
    expectProblem(late, 429, 'rate_limited');
  });

  test('are tokens of orders, too', async () => {
    const { from } = await limited();
    const shopper = from('203.0.113.1');
    const product = await aProduct(shopper);
    const cart = await aReadyCart(shopper, [{ sku: product.variants[0].sku, quantity: 1 }]);
    const order = expectStatus(await checkOut(shopper, cart), 201);
    const path = `/v1/orders/${order.id}`;
    const open = () => shopper('GET', path, { bearer: order.access_token });
    expectStatus(await open(), 200);
    let guesses = 0;
    const thief = () => shopper('GET', path, { bearer: `ot_${(guesses += 1)}` });
    const { count, answer } = await until429(thief);
    assert.equal(count, 20);
    assert.equal(answer.body.policy, 'failed-authentication');
    expectStatus(await open(), 200);
    const pay = (n: number) =>
      from('203.0.113.3')('POST', `${path}/payments`, {
        bearer: `ot_${n}`,
        key: `k${n}`,
        body: { provider: 'test', token: 'tok_success' },
      });
    let attempt = 0;
    assert.equal((await until429(() => pay((attempt += 1)))).count, 20);
  });

  test('do not lock public operations', async () => {
    const { from } = await limited();
    const client = from('203.0.113.1');
    await until429(() => client('GET', '/v1/admin/orders', { bearer: adminKey.slice(1) }));
    assert.equal((await client('GET', '/v1/products')).status, 200);
    assert.equal((await client('POST', '/v1/carts', { body: {}, bearer: 'stray' })).status, 201);
  });
});

describe('the brake of a location', () => {
  test('holds back addresses, and lets keys and ready answers pass', async () => {
    const asked: string[] = [];
    const { from } = await limited({}, async (kind, key) => {
      asked.push(`${kind} ${key}`);
      return kind === 'money' ? { limit: 60, windowSeconds: 60 } : undefined;
    });
    const client = from('203.0.113.1');
    const cart = await newCart(client);
    const body = { code: 'NONE' };
    const refused = await client('POST', `${cart}/discount-codes`, { body });
    assert.equal(expectProblem(refused, 429, 'rate_limited').policy, 'money-brake');
    assert.equal(refused.headers.get('retry-after'), '60');
    const keyed = await client('POST', `${cart}/discount-codes`, { body, admin: true });
    expectProblem(keyed, 422, 'code_not_applicable');
    assert.deepEqual(asked, ['any 203.0.113.1', 'money 203.0.113.1']);
  });
});
