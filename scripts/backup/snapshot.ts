import { existsSync } from 'node:fs';
import Database from 'libsql';
import { openDatabase, pathOf, prepareDatabase } from '../../src/platform/server/database.ts';
import { Complaint } from '../complaint.ts';
import { readTogether, type Value } from './cursor.ts';
import { type SchemaRow, schemaOf, schemaQuestion } from './schema.ts';

export interface Source {
  readonly url: string;
  readonly authToken: string | undefined;
}

/** Copies one moment of a database into a new file at `path`. Whoever writes to it goes on meanwhile. */
export async function takeSnapshot({ url, authToken }: Source, path: string): Promise<void> {
  if (url.startsWith('file:')) {
    if (!existsSync(pathOf(url))) throw new Complaint(`there is no database at ${url}`);
    const client = openDatabase(url, undefined);
    await client.execute({ sql: 'VACUUM INTO ?', args: [path] });
    client.close();
    return;
  }
  await copyFromServer({ url, authToken }, path);
}

async function copyFromServer(source: Source, path: string): Promise<void> {
  const client = openDatabase(source.url, source.authToken);
  await prepareDatabase(client, source.url);
  const { rows } = await client.execute(schemaQuestion);
  client.close();
  const schema = schemaOf(rows as unknown as SchemaRow[]);
  const file = new Database(path);
  try {
    // If the machine goes down meanwhile, the backup is made again.
    file.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF');
    file.exec('BEGIN');
    for (const sql of schema.tables) file.exec(sql);
    for (const table of schema.filled) file.exec(`DELETE FROM "${table}"`);
    const inserts = new Map<number, (values: Value[]) => void>();
    const inserter = (query: number, columns: number) => {
      const marks = Array.from({ length: columns }, () => '?').join();
      const made = file.prepare(`INSERT INTO "${schema.filled[query]}" VALUES (${marks})`);
      const insert = (values: Value[]) => void made.run(values);
      inserts.set(query, insert);
      return insert;
    };
    const questions = schema.filled.map((table) => `SELECT * FROM "${table}"`);
    const known = JSON.stringify(rows.map(({ type, name, sql }) => [type, name, sql]));
    const seen: unknown[] = [];
    // The schema is asked again in the same moment as the rows: a migration may have come between.
    for await (const { query, row } of readTogether(source, [...questions, schemaQuestion])) {
      if (query === questions.length) seen.push(row);
      else (inserts.get(query) ?? inserter(query, row.length))(row);
    }
    if (JSON.stringify(seen) !== known)
      throw new Complaint('the schema changed meanwhile. Back up again after the migration.');
    for (const sql of schema.after) file.exec(sql);
    file.exec('COMMIT');
  } finally {
    file.close();
  }
}
