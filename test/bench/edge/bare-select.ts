import { Hono } from 'hono';
import { openFile } from '../../../src/platform/server/file-client.ts';
import type { KeptAnswer } from './kept-answer.ts';

const lockWaitMs = 5_000;

/** One SELECT through the client that Kiosk reads files with, its document read and written as JSON. */
export function bareSelect({ headers }: KeptAnswer, path: string): Hono {
  const app = new Hono();
  const file = openFile(path, lockWaitMs);
  app.get('/v1/products/:product', async (c) => {
    const { rows } = await file.execute({
      sql: `SELECT doc, version FROM products WHERE handle = ? AND status = 'active'`,
      args: [c.req.param('product')],
    });
    const [row] = rows;
    if (!row) return c.notFound();
    const doc = JSON.parse(String(row['doc'])) as object;
    return new Response(JSON.stringify({ ...doc, version: row['version'] }), { headers });
  });
  return app;
}
