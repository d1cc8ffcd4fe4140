import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root } from '../../scripts/root.ts';
import { startServerProcess } from './server-process.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'kiosk-start-'));
after(() => rmSync(dataDir, { recursive: true, force: true }));

test('serving and working can be two processes over one database', async () => {
  const shared = { DATA_DIR: dataDir };
  const [api, worker] = await Promise.all([
    startServerProcess(['src/entry/node.ts', '--role', 'api'], shared),
    startServerProcess(['src/entry/node.ts', '--role', 'worker'], shared),
  ]);
  const send = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(api.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    // oxlint-disable-next-line no-explicit-any -- bodies are read by name
    const json = (await response.json()) as any;
    assert.equal(response.status, 201, JSON.stringify(json));
    return json;
  };
  const admin = { authorization: `Bearer ${api.adminKey}` };
  const prices = [{ amount: 700, currency: 'GBP' }];
  const variants = [{ sku: 'ROLE-1', prices, inventory: { on_hand: 5 } }];
  await send('/v1/admin/products', { title: 'Jug', status: 'active', variants }, admin);
  const cart = await send('/v1/carts', { lines: [{ sku: 'ROLE-1', quantity: 1 }] });
  const shipping_address = {
    name: 'A. Buyer',
    line1: '1 High Street',
    city: 'York',
    country: 'GB',
  };
  await fetch(`${api.url}/v1/carts/${cart.id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'buyer@example.com', shipping_address }),
  });
  const payment = { provider: 'test', token: 'tok_success' };
  const order = await send(
    `/v1/carts/${cart.id}/checkout`,
    { expected_total: cart.totals.total, payment },
    { 'idempotency-key': 'two-processes' },
  );
  const authorization = { authorization: `Bearer ${order.access_token}` };
  const deadline = Date.now() + 15_000;
  let status = order.status;
  while (status !== 'confirmed' && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const read = await fetch(`${api.url}/v1/orders/${order.id}`, { headers: authorization });
    ({ status } = (await read.json()) as { status: string });
  }
  assert.equal(status, 'confirmed');
  assert.deepEqual(await Promise.all([api.stop(), worker.stop()]), [0, 0]);
});

for (const [name, args] of [
  ['start:node', ['src/entry/node.ts']],
  ['start:deno', ['deno', 'src/entry/deno.ts']],
  ['dev', ['scripts/dev.ts']],
] as const) {
  test(`${name} says in one sentence that its port is in use`, async () => {
    const holder = createServer();
    const port = await new Promise<number>((resolve) => {
      holder.listen(0, '127.0.0.1', () => resolve((holder.address() as { port: number }).port));
    });
    const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), ...args], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, PORT: String(port), DATA_DIR: join(dataDir, name) },
    });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    holder.close();
    assert.equal(code, 1);
    assert.match(complaint, new RegExp(`kiosk: port ${port} is in use\\.`));
    assert.equal(complaint.trim().split('\n').length, 1, complaint);
  });
}
