import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { root } from '../../scripts/root.ts';
import { adminKey } from '../runtime/server-process.ts';
import { atEnd } from './cleanup.ts';
import { temporaryFolder } from './server.ts';
import type { Shop } from './shop.ts';

/** Bundles the Worker as a deployment does, without deploying it. Answers the file. */
export async function bundleWorker(): Promise<string> {
  const folder = temporaryFolder();
  const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js');
  await promisify(execFile)(
    process.execPath,
    [wrangler, 'deploy', '--dry-run', '--outdir', folder],
    { cwd: root },
  );
  return join(folder, 'workers.js');
}

/**
 * The Worker in workerd with the bindings of `wrangler.toml`, on a socket of its own: the proxy of
 * `wrangler dev` would be what is measured.
 */
export async function startWorker(script: string, databaseUrl: string): Promise<Shop> {
  const name = 'kiosk';
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          name,
          modules: true,
          scriptPath: script,
          modulesRoot: dirname(script),
          compatibilityDate: '2026-10-15',
          compatibilityFlags: ['nodejs_compat'],
          durableObjects: {
            CARTS: { className: 'CartObject', useSQLite: true },
            WRITERS: { className: 'WriterObject', useSQLite: true },
          },
          queueProducers: { NUDGES: { queueName: 'kiosk-nudges' } },
          queueConsumers: {
            'kiosk-nudges': {
              maxBatchSize: 25,
              maxBatchTimeout: 0,
              maxRetries: 5,
              deadLetterQueue: 'kiosk-dead-letters',
            },
            'kiosk-dead-letters': { maxBatchTimeout: 5 },
          },
          bindings: {
            DATABASE_URL: databaseUrl,
            ADMIN_KEY: adminKey,
            LOG_LEVEL: 'warn',
            RATE_LIMITS: 'off',
          },
          unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
        },
      ],
    }),
  );
  atEnd(() => miniflare.dispose());
  await miniflare.ready;
  const url = await miniflare.unsafeGetDirectURL(name);
  return { url: url.origin, adminKey };
}
