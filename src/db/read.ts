import type { Client } from '@libsql/client';
import type { SQL } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql/driver-core';
import { drizzle } from 'drizzle-orm/libsql/web';

/** Reading through drizzle. Writes are not in the type: they go through the writer. */
export type ReadDatabase = Pick<LibSQLDatabase, 'select' | 'all' | 'batch'>;

/** A read-only handle on a libSQL client. */
export function readDatabase(client: Client): ReadDatabase {
  return drizzle({ client });
}

/** The rows of a raw query, typed by whoever wrote its columns. */
export async function rows<Row>(db: ReadDatabase, query: SQL): Promise<Row[]> {
  return await db.all<Row>(query);
}

/** The first row of a raw query. */
export async function row<Row>(db: ReadDatabase, query: SQL): Promise<Row | undefined> {
  return (await db.all<Row>(query))[0];
}

/** A question to the database, with how its rows are read: it can be asked alone or with others. */
export interface Query<Result> {
  readonly sql: SQL;
  readonly read: (rows: readonly unknown[]) => Result;
}

/** @param read gets the rows as the columns of the query name them. */
export const query = <Row, Result>(
  statement: SQL,
  read: (rows: readonly Row[]) => Result,
): Query<Result> => ({
  sql: statement,
  read: (found) => read(found as readonly Row[]),
});

export async function ask<Result>(
  db: ReadDatabase,
  { sql: statement, read }: Query<Result>,
): Promise<Result> {
  return read(await db.all(statement));
}

/** Asks several questions in one round trip, and so of one state of the database. */
export async function askTogether<Results extends readonly unknown[]>(
  db: ReadDatabase,
  queries: { readonly [Index in keyof Results]: Query<Results[Index]> },
): Promise<Results> {
  const asked = queries as readonly Query<unknown>[];
  const [first, ...rest] = asked.map((each) => db.all(each.sql));
  if (!first) return [] as unknown as Results;
  const found = (await db.batch([first, ...rest])) as readonly (readonly unknown[])[];
  return asked.map((each, index) => each.read(found[index] ?? [])) as unknown as Results;
}
