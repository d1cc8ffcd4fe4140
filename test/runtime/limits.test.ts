import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type ServerProcess, startServerProcess } from './server-process.ts';

// The address of a caller comes from what each runtime knows of its connection, so each is asked for it.
for (const [name, args] of [
  ['node', ['src/entry/node.ts']],
  ['deno', ['deno', 'src/entry/deno.ts']],
  ['workers', ['scripts/dev.ts']],
] as const) {
  describe(`${name} with RATE_LIMITS=on`, () => {
    let server: ServerProcess | undefined;
    before(async () => {
      server = await startServerProcess(args, {
        RATE_LIMITS: 'on',
        TRUSTED_PROXIES: '127.0.0.0/8,::1',
      });
    });
    after(async () => {
      await server?.stop();
    });

    const ask = (path: string, headers: Record<string, string> = {}) => {
      assert.ok(server, 'the server did not start');
      return fetch(server.url + path, { headers });
    };
    const guess = (buyer: string) =>
      ask('/v1/admin/orders', { 'x-forwarded-for': buyer, authorization: 'Bearer sk_wrong' });

    /** A slow machine gets a guess back now and then. */
    const untilRefused = async (buyer: string) => {
      for (let guesses = 0; guesses < 100; guesses += 1) {
        const refused = await guess(buyer);
        if (refused.status === 429) return { guesses, refused };
        assert.equal(refused.status, 401);
      }
      return assert.fail('was never refused');
    };

    test('a proxy on this machine speaks for its buyers, and they not for each other', async () => {
      const first = await untilRefused('198.51.100.1');
      assert.ok(first.guesses >= 20, String(first.guesses));
      const { refused } = first;
      assert.match(refused.headers.get('retry-after') ?? '', /^[123]$/);
      assert.match(refused.headers.get('ratelimit') ?? '', /^"failed-authentication";r=0;t=[123]$/);
      assert.equal(refused.headers.get('cache-control'), 'private, no-store');
      // What the buyer wrote stands left of what the proxy noted.
      const forged = await untilRefused('8.8.8.8, 198.51.100.1');
      assert.ok(forged.guesses < 20, String(forged.guesses));
      assert.equal((await guess('198.51.100.2')).status, 401);
      assert.equal((await guess('2001:db8::1')).status, 401);
    });

    test('headers beyond 16 KiB are refused', async () => {
      const long = { 'x-long': 'x'.repeat(17_000) };
      assert.equal((await ask('/v1/carts/any', long)).status, 431);
      assert.notEqual((await ask('/v1/carts/any', { 'x-long': 'x'.repeat(14_000) })).status, 431);
    });

    test('the API document may be used by any origin, and guessed to be nothing else', async () => {
      const { status, headers } = await ask('/openapi.json');
      assert.equal(status, 200);
      assert.equal(headers.get('access-control-allow-origin'), '*');
      assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
    });

    test('public reads tell nothing, carts what is left, and probes are free', async () => {
      const read = await ask('/v1/products', { 'x-forwarded-for': '198.51.100.3' });
      assert.deepEqual([read.status, read.headers.get('ratelimit')], [200, null]);
      const cart = await ask('/v1/carts/cart_01kaqz3v5m7n0c2d4e6f8g1h3jk', {
        'x-forwarded-for': '198.51.100.3',
      });
      assert.match(cart.headers.get('ratelimit') ?? '', /^"buyer";r=299;t=1/);
      assert.equal((await ask('/health')).headers.get('ratelimit'), null);
      assert.doesNotMatch(server?.output() ?? '', /brake\.failed/);
    });
  });
}
