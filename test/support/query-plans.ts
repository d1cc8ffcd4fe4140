import type { Client, InStatement, ResultSet, TransactionMode } from '@libsql/client';

/** Every statement that goes through the clients it watches, once a text. */
export function watchStatements() {
  const seen = new Map<string, Plain>();
  const note = (asked: InStatement) => {
    const plain = typeof asked === 'string' ? { sql: asked, args: [] } : asked;
    // Control of transactions has no plan.
    if (/^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)/i.test(plain.sql))
      seen.set(plain.sql, { sql: plain.sql, args: plain.args ?? [] });
  };
  const watch = (client: Client): Client => {
    const { execute, batch } = client as Pick<Client, 'batch'> & {
      execute(asked: Plain): Promise<ResultSet>;
    };
    const noted = {
      execute: async (asked: Plain) => {
        note(asked);
        return await execute.call(client, asked);
      },
      batch: async (asked: InStatement[], mode?: TransactionMode) => {
        asked.forEach(note);
        return await batch.call(client, asked, mode);
      },
    };
    return Object.assign(client, noted) as Client;
  };
  return { seen, watch };
}

export interface Plain {
  readonly sql: string;
  readonly args: Exclude<Extract<InStatement, object>['args'], undefined>;
}

/** The statements inside the triggers, which do the hot writes: EXPLAIN does not show them with their view. */
export async function triggerStatements(client: Client): Promise<Plain[]> {
  const { rows } = await client.execute(`SELECT sql FROM sqlite_master WHERE type = 'trigger'`);
  return rows.flatMap((row) => {
    const text = String(row['sql']).replaceAll(/--[^\n]*/g, '');
    const body = text.slice(text.indexOf('BEGIN') + 'BEGIN'.length, text.lastIndexOf('END'));
    return body
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean)
      .map((part) => ({
        sql: part.replaceAll(/RAISE\([^)]*\)/g, 'NULL').replaceAll(/\b(?:new|old)\.\w+/g, '?'),
        args: [],
      }));
  });
}

/** How SQLite goes about a statement, a line a step. */
export async function planOf(client: Client, { sql, args }: Plain): Promise<string[]> {
  const { rows } = await client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args });
  return rows.map((row) => String(row['detail']));
}

/** Where a plan may do what it else may not, and why that does not grow with the shop. */
export interface Exception {
  readonly sql: RegExp;
  readonly step: RegExp;
  readonly why: string;
}

/** Steps that read all of a table, or sort what may be any number of rows. */
export function growingSteps(
  { sql }: Plain,
  plan: readonly string[],
  { tables, exceptions }: { tables: readonly string[]; exceptions: readonly Exception[] },
): string[] {
  // A page of a list may begin at the beginning of its index.
  const paged = /LIMIT (\?|\d+)\s*$/.test(sql);
  const isTable = (name: string) =>
    tables.includes(name) ||
    tables.some((table) => new RegExp(`\\b${table} (AS )?${name}\\b`).test(sql));
  return plan.filter((step) => {
    const scanned = /^SCAN (\w+)( USING| VIRTUAL TABLE)?/.exec(step);
    const grows = scanned
      ? isTable(scanned[1] ?? '') &&
        scanned[2] !== ' VIRTUAL TABLE' &&
        !(scanned[2] === ' USING' && paged)
      : /^USE TEMP B-TREE|AUTOMATIC/.test(step);
    return grows && !exceptions.some((each) => each.sql.test(sql) && each.step.test(step));
  });
}
