import { z } from '@hono/zod-openapi';
import { ShopError } from '../core/error.ts';
import { statement } from '../db/sql.ts';
import { row } from '../db/read.ts';
import type { Context } from '../platform/context.ts';
import { operation } from './operation.ts';

const tag = 'Operations';
const Healthy = z.object({ status: z.literal('ok') }).openapi('Healthy');
const ok = { status: 'ok' } as const;

/** When a write last went through, and how often to ask again: a watchdog must not become load. */
const probes = new WeakMap<object, { readonly atMs: number; readonly failed: boolean }>();
const probePauseMs = 1_000;

/** Writes, or says what became of the write of a moment ago. @throws when it failed */
export async function probeWrite(ctx: Context): Promise<void> {
  const atMs = ctx.clock.nowMs();
  const last = probes.get(ctx.config);
  if (last && atMs - last.atMs < probePauseMs) {
    if (last.failed) throw new Error('the last write failed');
    return;
  }
  try {
    await ctx.writer.apply(
      statement`INSERT INTO settings(name, value) VALUES ('write_probe', ${String(atMs)})
        ON CONFLICT(name) DO UPDATE SET value = excluded.value`,
    );
    probes.set(ctx.config, { atMs, failed: false });
  } catch (error) {
    probes.set(ctx.config, { atMs, failed: true });
    throw error;
  }
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
      description:
        'For load balancers: send traffic only where this is 200. Reads the near copy, so it is 200 while only writes are refused; 503 as soon as the process is told to stop.',
      access: 'public',
      response: Healthy,
      problems: ['database_unavailable'],
    },
    (ctx) =>
      answered(
        row(ctx.replica, statement`SELECT 1 FROM shop WHERE id = 1`).then(
          (found) => found ?? Promise.reject(new Error('not migrated')),
        ),
      ),
  ),
  operation(
    {
      id: 'getWriteReadiness',
      method: 'get',
      path: '/ready/writes',
      tag,
      summary: 'Can the database be written?',
      description:
        'A real write, at most one a second and shared: for the watchdog that restarts a stuck database.',
      access: 'public',
      response: Healthy,
      problems: ['database_unavailable'],
    },
    (ctx) => answered(probeWrite(ctx)),
  ),
];
