import type { Client } from '@libsql/client';
import type { SQL } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql/driver-core';
import { drizzle } from 'drizzle-orm/libsql/web';

/** Reading through drizzle. Writes are not in the type: they go through the writer. */
export type ReadDatabase = Pick<LibSQLDatabase, 'select' | 'selectDistinct' | 'all' | 'get' | '$count'>;

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
