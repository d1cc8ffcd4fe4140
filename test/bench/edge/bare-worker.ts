// The floors in workerd: the answer in the binding ANSWER, and an object that stores one row.
import { DurableObject } from 'cloudflare:workers';
import { Hono } from 'hono';
import { bareRead } from './bare-read.ts';
import type { KeptAnswer } from './kept-answer.ts';

interface Environment {
  readonly ANSWER?: string;
  readonly ROWS: DurableObjectNamespace<RowObject>;
}

/** The least that an object can do durably. */
export class RowObject extends DurableObject {
  constructor(state: DurableObjectState, environment: Environment) {
    super(state, environment);
    state.storage.sql.exec('CREATE TABLE IF NOT EXISTS kept(id INTEGER PRIMARY KEY, value TEXT)');
  }

  store(value: string): string {
    this.ctx.storage.sql.exec('INSERT OR REPLACE INTO kept(id, value) VALUES (1, ?)', value);
    return value;
  }
}

let app: Hono<{ Bindings: Environment }> | undefined;

function appOf({ ANSWER }: Environment): Hono<{ Bindings: Environment }> {
  const made: Hono<{ Bindings: Environment }> = new Hono();
  if (ANSWER) made.route('/', bareRead(JSON.parse(ANSWER) as KeptAnswer));
  made.post('/v1/carts/:cart/lines', async (c) => {
    const stub = c.env.ROWS.get(c.env.ROWS.idFromName(c.req.param('cart')));
    const stored = await stub.store(await c.req.text());
    return new Response(stored, { headers: { 'content-type': 'application/json' } });
  });
  return made;
}

export default {
  fetch(request, environment) {
    app ??= appOf(environment);
    return app.fetch(request, environment);
  },
} satisfies ExportedHandler<Environment>;
