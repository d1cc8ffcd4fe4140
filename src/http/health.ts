import { z } from '@hono/zod-openapi';
import { sql } from 'drizzle-orm';
import { ShopError } from '../core/error.ts';
import { statement } from '../db/sql.ts';
import { row } from '../db/read.ts';
import type { Context } from '../platform/context.ts';
import { operation } from './operation.ts';

const tag = 'Operations';
const Healthy = z.object({ status: z.literal('ok') }).openapi('Healthy');
const ok = { status: 'ok' } as const;

interface Probe {
  readonly atMs: number;
  readonly result: Promise<unknown>;
}

/** The write probe of the last second, shared by whoever asks: a watchdog must not become load. */
const probes = new WeakMap<Context['db'], Probe>();

async function probeWrite(ctx: Context): Promise<void> {
  const nowMs = ctx.clock.nowMs();
  const last = probes.get(ctx.db);
  if (last && nowMs - last.atMs < 1_000) {
    await last.result;
    return;
  }
  const result = ctx.writer.apply(
    statement`INSERT INTO settings(name, value) VALUES ('write_probe', ${String(nowMs)})
      ON CONFLICT(name) DO UPDATE SET value = excluded.value`,
  );
  probes.set(ctx.db, { atMs: nowMs, result });
  await result;
}

async function answered(work: Promise<unknown>): Promise<typeof ok> {
  try {
    await work;
  } catch {
    throw new ShopError('database_unavailable', { retry_after: 2 });
  }
  return ok;
}

/** The probes of the service. */
export const healthRoutes = [
  operation(
    {
      id: 'getHealth',
      method: 'get',
      path: '/health',
      tag,
      summary: 'Is the process up?',
      description: 'Asks nothing of the database.',
      access: 'public',
      response: Healthy,
      problems: [],
    },
    async () => ok,
  ),
  operation(
    {
      id: 'getReadiness',
      method: 'get',
      path: '/ready',
      tag,
      summary: 'Is the database migrated and readable?',
      description: 'For load balancers: send traffic only where this is 200.',
      access: 'public',
      response: Healthy,
      problems: ['database_unavailable'],
    },
    (ctx) => answered(row(ctx.db, sql`SELECT 1 FROM shop WHERE id = 1`).then((found) => found ?? Promise.reject(new Error('not migrated')))),
  ),
  operation(
    {
      id: 'getWriteReadiness',
      method: 'get',
      path: '/ready/writes',
      tag,
      summary: 'Can the database be written?',
      description: 'A real write, at most one a second and shared: for the watchdog that restarts a stuck database.',
      access: 'public',
      response: Healthy,
      problems: ['database_unavailable'],
    },
    (ctx) => answered(probeWrite(ctx)),
  ),
];
