import type { InValue } from '@libsql/client';
import Database from 'libsql';
import { openDatabase } from '../../src/platform/server/database.ts';
import { Complaint } from '../complaint.ts';
import { patiently } from '../patiently.ts';
import type { Value } from './cursor.ts';
import { migrations, type SchemaRow, schemaOf, schemaQuestion } from './schema.ts';
import type { Source } from './snapshot.ts';

/** Making an index over a large table is one call. */
const callDeadlineMs = 600_000;
/** Bytes and values of one call: a server holds it in memory, and SQLite takes 32,766 values a statement. */
const bytesMax = 1_000_000;
const valuesMax = 10_000;

export const openServer = ({ url, authToken }: Source) =>
  openDatabase(url, authToken, (request) =>
    fetch(request, { signal: AbortSignal.timeout(callDeadlineMs) }),
  );

type Client = ReturnType<typeof openServer>;

const schemaOn = async (client: Client) =>
  schemaOf((await client.execute(schemaQuestion)).rows as unknown as SchemaRow[]);

/** Whether nothing is in it. */
export async function isEmpty(client: Client): Promise<boolean> {
  return (await schemaOn(client)).drops.length === 0;
}

/** Removes all that is in it, in one transaction. */
export async function emptyServer(client: Client): Promise<void> {
  const { drops } = await schemaOn(client);
  await patiently(() => client.migrate([...drops]));
}

/**
 * Copies the database file at `path` into an empty libSQL server, a megabyte at a time. Its migrations come when all
 * else is there and was looked at: without them nobody starts over it.
 */
export async function loadServer(client: Client, path: string): Promise<void> {
  const file = new Database(path, { readonly: true });
  try {
    const schema = schemaOf(file.prepare(schemaQuestion).all() as SchemaRow[]);
    await patiently(() => client.migrate([...schema.tables]));
    const fill = async (table: string) => {
      // The tables of an index are born with rows of their own.
      await patiently(() => client.execute(`DELETE FROM "${table}"`));
      const rows = file.prepare(`SELECT * FROM "${table}"`).raw().safeIntegers();
      for (const group of grouped(rows.iterate() as Iterable<Value[]>)) {
        const marks = `(${(group[0] ?? []).map(() => '?').join()})`;
        const sql = `INSERT INTO "${table}" VALUES ${group.map(() => marks).join()}`;
        // In any order: what points at a row may come before it.
        const args = group.flat() as InValue[];
        await patiently(() => client.migrate([{ sql, args }]));
      }
    };
    for (const table of schema.filled) if (table !== migrations) await fill(table);
    for (const sql of schema.after) await patiently(() => client.migrate([sql]));
    for (const table of schema.counted) {
      if (table === migrations) continue;
      const question = `SELECT count(*) AS count FROM "${table}"`;
      const { rows } = await client.execute(question);
      const [here] = file.prepare(question).raw().all().flat();
      if (Number(rows[0]?.['count']) !== here)
        throw new Complaint(
          `${table} has other rows than were written: something writes there. ` +
            'End every process that uses it, then run it again with --force.',
        );
    }
    await fill(migrations);
  } finally {
    file.close();
  }
}

function* grouped(rows: Iterable<Value[]>): Generator<Value[][]> {
  let group: Value[][] = [];
  let bytes = 0;
  let values = 0;
  for (const row of rows) {
    group.push(row);
    values += row.length;
    for (const value of row)
      bytes += typeof value === 'string' || value instanceof Uint8Array ? value.length : 8;
    if (bytes >= bytesMax || values >= valuesMax) {
      yield group;
      group = [];
      bytes = 0;
      values = 0;
    }
  }
  if (group.length > 0) yield group;
}
