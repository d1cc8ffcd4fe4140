import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createApp } from '../../src/app.ts';
import type { Progress } from '../../src/db/progress.ts';
import { issueConsistencyToken } from '../../src/http/consistency.ts';
import { contextWith, systemContext } from '../../src/platform/context.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { openDatabase } from '../../src/platform/server/database.ts';
import { migrate } from '../../src/platform/server/migrate.ts';
import { type LocalSqld, startSqld } from '../../scripts/sqld.ts';
import type { Json } from '../support/client.ts';
import { endProcess } from '../support/end-process.ts';
import {
  aProduct,
  near as nearReplica,
  type Reply,
  type Side,
  tokenOf,
} from '../support/near-replica.ts';
import { until } from '../support/until.ts';

// A real primary, two real replicas, and two processes' worth of the API, each near one of them.

const folder = mkdtempSync(join(tmpdir(), 'kiosk-replicas-'));
const app = createApp();
const closers: (() => void)[] = [];
let primary: LocalSqld;
let replicas: readonly [LocalSqld, LocalSqld];

/** The API as a process near this replica has it. */
function near(replica: LocalSqld): Side {
  const side = nearReplica(primary, replica);
  closers.push(side.close);
  return side;
}

/** A token as it would be if the database had come so far. */
function tokenFor({ platform }: Side, progress: Progress): Promise<string> {
  const ctx = systemContext(platform, 'test');
  return issueConsistencyToken(
    contextWith(ctx, { copies: { ...ctx.copies, progress: () => progress } }),
  );
}

const timingOf = ({ headers }: Reply): string => headers.get('server-timing') ?? '';

before(async () => {
  primary = await startSqld(join(folder, 'primary'), { leads: true });
  const client = openDatabase(primary.url, undefined);
  await migrate(client, { defaultCurrency: 'GBP' });
  client.close();
  const follows = primary.replicationUrl ?? '';
  replicas = [
    await startSqld(join(folder, 'one'), { follows }),
    await startSqld(join(folder, 'two'), { follows }),
  ];
});

after(async () => {
  for (const close of closers) close();
  for (const each of [primary, ...replicas]) await endProcess(each.process);
  rmSync(folder, { recursive: true, force: true });
});

describe('whoever has seen a write', () => {
  test('sees it on either side, at once', async () => {
    const [one, other] = [near(replicas[0]), near(replicas[1])];
    const product = await aProduct(one, 'SEEN');
    for (let round = 0; round < 30; round += 1) {
      const title = `Title ${round}`;
      const path = `/v1/admin/products/${product.id}`;
      const changed = await one.call('PATCH', path, { body: { title } });
      assert.equal(changed.status, 200);
      const read = { token: tokenOf(changed) };
      for (const each of [other, one]) {
        assert.equal(
          (await each.call('GET', `/v1/products/${product.id}`, read)).body.title,
          title,
        );
        const listed = await each.call('GET', '/v1/products', read);
        assert.ok(listed.body.data.some((row: Json) => row.title === title));
      }
    }
  });

  test('never goes back in time, whichever side answers', async () => {
    const [one, other] = [near(replicas[0]), near(replicas[1])];
    const product = await aProduct(one, 'MONOTONIC');
    const path = `/v1/products/${product.id}`;
    // Before the others edit: two changes at once would be a conflict, which has no token.
    const first = await one.call('PATCH', `/v1/admin${path.slice(3)}`, { body: { title: 'T' } });
    assert.equal(first.status, 200);
    let token = tokenOf(first);
    let editing = true;
    const edits = (async () => {
      for (let round = 0; editing; round += 1)
        await one.call('PATCH', `/v1/admin${path.slice(3)}`, { body: { title: `T${round}` } });
    })();
    let version = 0;
    try {
      for (let round = 0; round < 100; round += 1) {
        const read = await (round % 2 === 0 ? other : one).call('GET', path, { token });
        assert.ok(read.body.version >= version, `${read.body.version} after ${version}`);
        ({ version } = read.body);
        token = tokenOf(read);
      }
    } finally {
      editing = false;
      await edits;
    }
  });

  test('is answered by the near copy where that has come so far', async () => {
    const side = near(replicas[0]);
    const product = await aProduct(side, 'NEAR');
    const token = tokenOf(
      await side.call('PATCH', `/v1/admin/products/${product.id}`, { body: { title: 'Near' } }),
    );
    let trips = 0;
    const db = {
      ask: (...asked: Parameters<Platform['db']['ask']>) => {
        trips += 1;
        return side.platform.db.ask(...asked);
      },
    };
    const watched = { ...side.platform, db };
    const headers = { 'consistency-token': token };
    const response = await app.request(`/v1/products/${product.id}`, { headers }, watched);
    assert.equal(((await response.json()) as Json).title, 'Near');
    assert.equal(trips, 0);
  });
});

describe('a token', () => {
  test('that is forged, from another database or from the future does no harm', async () => {
    const side = near(replicas[0]);
    const product = await aProduct(side, 'TOKEN');
    const path = `/v1/products/${product.id}`;
    const changed = await side.call('PATCH', `/v1/admin${path.slice(3)}`, {
      body: { title: 'Now' },
    });
    const real = tokenOf(changed);
    const ctx = systemContext(side.platform, 'test');
    const [, epoch = '', , position = ''] = real.split('.');
    const of = (progress: Progress) => tokenFor(side, progress);
    const now = ctx.copies.progress();
    assert.ok(now);
    const future = await of({ epoch, writes: 1e9, position: 1e9 });
    // What only its server's log says: such as one of before that was killed.
    const renumbered = await of({ ...now, position: 1e9 });
    const restored = await of({ ...now, epoch: 'another' });
    for (const token of [
      real,
      future,
      real.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')),
      real.replace(`.${position}.`, '.0.'),
      real.replace(epoch, 'another'),
      renumbered,
      restored,
      '1...',
      '',
      'x'.repeat(10_000),
    ]) {
      const read = await side.call('GET', path, { token });
      assert.deepEqual([read.status, read.body.id], [200, product.id], token.slice(0, 60));
    }
    for (const token of [real, future, renumbered, restored])
      assert.equal((await side.call('GET', path, { token })).body.title, 'Now');
  });
});

describe('when a part is down', () => {
  test('a replica: its readers are answered by the primary', async () => {
    const side = near(replicas[1]);
    const product = await aProduct(side, 'REPLICA-DOWN');
    const path = `/v1/products/${product.id}`;
    await endProcess(replicas[1].process);
    const changed = await side.call('PATCH', `/v1/admin${path.slice(3)}`, {
      body: { title: 'Up' },
    });
    assert.equal(changed.status, 200);
    for (const ask of [{}, { token: tokenOf(changed) }]) {
      const read = await side.call('GET', path, ask);
      assert.deepEqual([read.status, read.body.title], [200, 'Up']);
      assert.match(timingOf(read), /db;dur=\d+$/);
    }
  });

  test('the primary: reads live and say that they may be stale, writes are refused, nothing is lost', async () => {
    const side = near(replicas[0]);
    const product = await aProduct(side, 'PRIMARY-DOWN');
    const admin = `/v1/admin/products/${product.id}`;
    const path = `/v1/products/${product.id}`;
    const cart = (await side.call('POST', '/v1/carts', { body: {} })).body;
    const last = await side.call('PATCH', admin, { body: { title: 'Acknowledged' } });
    const token = tokenOf(last);
    // The replica has it, or nothing could be read of it once the primary is gone.
    await until(
      'the replica',
      async () => (await near(replicas[0]).call('GET', path)).body.title === 'Acknowledged',
    );
    await endProcess(primary.process);

    const refused = await side.call('PATCH', admin, { body: { title: 'Refused' } });
    assert.equal(refused.status, 503, JSON.stringify(refused.body));
    assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
    for (const [at, ask] of [
      [path, {}],
      ['/v1/products?sort=title', {}],
      [admin, {}],
      [path, { token }],
      [`/v1/carts/${cart.id}`, {}],
      [`/v1/carts/${cart.id}`, { token }],
      [`/v1/carts/${cart.id}/shipping-options`, {}],
    ] as const) {
      const read = await side.call('GET', at, ask);
      assert.equal(read.status, 200, `${at} ${JSON.stringify(read.body)}`);
      assert.match(timingOf(read), /db;dur=\d+;desc=stale$/, at);
    }
    const now = side.platform.copies.progress();
    assert.ok(now);
    // What the copy lacks, though its log says otherwise, and what another database showed.
    for (const seen of [
      { ...now, writes: now.writes + 1 },
      { ...now, epoch: 'another' },
    ])
      for (const at of [path, admin]) {
        const read = await side.call('GET', at, { token: await tokenFor(side, seen) });
        assert.equal(read.status, 503, `${at} ${JSON.stringify(read.body)}`);
        assert.match(read.headers.get('retry-after') ?? '', /^\d+$/);
      }

    const port = Number(new URL(primary.url).port);
    primary = await startSqld(join(folder, 'primary'), { leads: true, port });
    await until('a write', async () => {
      const written = await side.call('PATCH', admin, { body: { description: 'Back' } });
      return written.status === 200 && written.body.title === 'Acknowledged';
    });
    await until('a fresh read', async () => !/stale/.test(timingOf(await side.call('GET', admin))));
  });
});
