import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { root } from '../../scripts/root.ts';
import { adminKey } from '../runtime/server-process.ts';
import { atEnd } from './cleanup.ts';
import { childrenOf, processorSeconds, residentMiB } from './machine.ts';
import { temporaryFolder } from './server.ts';
import type { Shop } from './shop.ts';

const compatibilityDate = '2026-10-15';

/** Bundles the Worker as a deployment does, without deploying it. Answers the file. */
export const bundleWorker = (args: readonly string[] = []): Promise<string> =>
  bundle(['--env', 'production', ...args], 'workers.js');

/** Bundles another Worker, of the bench itself. */
export async function bundleScript(script: string): Promise<string> {
  const config = join(temporaryFolder(), 'wrangler.json');
  const main = join(root, script);
  writeFileSync(
    config,
    JSON.stringify({ name: 'bench', main, compatibility_date: compatibilityDate }),
  );
  return await bundle(['--config', config], basename(script).replace(/ts$/, 'js'));
}

async function bundle(args: readonly string[], made: string): Promise<string> {
  const folder = temporaryFolder();
  const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js');
  await promisify(execFile)(
    process.execPath,
    [wrangler, 'deploy', '--dry-run', '--outdir', folder, ...args],
    { cwd: root },
  );
  return join(folder, made);
}

/** A Worker in workerd. */
export interface RunningWorker {
  readonly url: string;
  /** Processor time of its workerd until now, in seconds. */
  readonly processor: () => number;
  /** Resident memory of its workerd in MiB. */
  readonly resident: () => number;
}

/** The Worker with the bindings of `wrangler.toml`. */
export async function startWorker(
  script: string,
  databaseUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Shop & RunningWorker> {
  const running = await startWorkerd(script, {
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
      ...settings,
    },
  });
  return { ...running, adminKey };
}

type Bindings = Partial<
  Pick<
    Extract<Parameters<typeof convertV4MiniflareOptions>[0], { workers: unknown }>['workers'][0],
    'durableObjects' | 'queueProducers' | 'queueConsumers' | 'bindings'
  >
>;

/**
 * A Worker in a workerd of its own, on a socket of its own: the proxy of `wrangler dev` would be what is
 * measured.
 */
export async function startWorkerd(script: string, bindings: Bindings): Promise<RunningWorker> {
  const name = 'kiosk';
  const before = childrenOf(process.pid);
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          name,
          modules: true,
          scriptPath: script,
          modulesRoot: dirname(script),
          compatibilityDate,
          compatibilityFlags: ['nodejs_compat'],
          ...bindings,
          unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
        },
      ],
    }),
  );
  atEnd(() => miniflare.dispose());
  await miniflare.ready;
  const url = await miniflare.unsafeGetDirectURL(name);
  const pid = childrenOf(process.pid).find((child) => !before.includes(child)) ?? 0;
  return {
    url: url.origin,
    processor: () => processorSeconds(pid),
    resident: () => residentMiB(pid),
  };
}
