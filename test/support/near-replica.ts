import assert from 'node:assert/strict';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/platform/config.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { openDatabases } from '../../src/platform/server/database.ts';
import { serverPlatform } from '../../src/platform/server/platform.ts';
import { silentQueue } from '../../src/platform/server/worker.ts';
import { cartActor } from '../../src/shop/cart/index.ts';
import type { LocalSqld } from '../../scripts/sqld.ts';
import type { Json } from './client.ts';

const adminKey = 'replica-test-admin-key-of-at-least-32-characters';
const app = createApp();

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

export interface Side {
  readonly platform: Platform;
  close(): void;
  call(method: string, path: string, ask?: { body?: unknown; token?: string }): Promise<Reply>;
}

/** The API as a process has it that writes to `primary` and is near this replica. */
export function near(primary: LocalSqld, replica: LocalSqld): Side {
  const { primary: db, ...databases } = openDatabases(
    { url: primary.url, replicaUrl: replica.url, authToken: undefined },
    () => undefined,
  );
  const platform = serverPlatform({
    config: readConfig({ ADMIN_KEY: adminKey, LOG_LEVEL: 'error' }),
    db,
    ...databases,
    actors: { cart: cartActor },
    queue: silentQueue,
    log: () => undefined,
  });
  return {
    platform,
    close: () => databases.close(),
    async call(method, path, { body, token } = {}) {
      const headers = new Headers({ 'content-type': 'application/json' });
      if (path.startsWith('/v1/admin')) {
        headers.set('authorization', `Bearer ${adminKey}`);
        headers.set('if-match', '*');
      }
      if (token !== undefined) headers.set('consistency-token', token);
      const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
      const response = await app.request(path, init, platform);
      const text = await response.text();
      const { status } = response;
      return { status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
    },
  };
}

export const tokenOf = ({ headers }: Reply): string => headers.get('consistency-token') ?? '';

export async function aProduct(side: Side, title: string): Promise<Json> {
  const body = {
    title,
    status: 'active',
    variants: [{ sku: title, prices: [{ amount: 100, currency: 'GBP' }] }],
  };
  const made = await side.call('POST', '/v1/admin/products', { body });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body;
}
