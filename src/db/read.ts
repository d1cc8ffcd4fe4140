import type { Client, ResultSet } from '@libsql/client';
import type { Statement } from '../core/statement.ts';
import type { LibsqlServer } from './hrana.ts';
import { toClient } from './sql.ts';

/** Reading. Writes are not in the type: they go through the writer. */
export interface ReadDatabase {
  /** The rows of each statement, all of one state of the database, in one round trip. */
  ask(statements: readonly Statement[]): Promise<readonly (readonly unknown[])[]>;
}

/** A read-only handle on a libSQL client. */
export function readDatabase(client: Client): ReadDatabase {
  return {
    async ask(statements) {
      const [only] = statements;
      if (only && statements.length === 1) return [rowsOf(await client.execute(toClient(only)))];
      return (await client.batch(statements.map(toClient), 'read')).map(rowsOf);
    },
  };
}

/** The same of a libSQL server. */
export const readServer = (server: LibsqlServer): ReadDatabase => ({
  async ask(statements) {
    const asked = statements.map(toClient);
    return (await server.batch({ statements: asked, mode: 'read' })).results.map(rowsOf);
  },
});

const rowsOf = (result: ResultSet): readonly unknown[] => result.rows;

/** The rows of a query, typed by whoever wrote its columns. */
export async function rows<Row>(db: ReadDatabase, asked: Statement): Promise<Row[]> {
  const [found] = await db.ask([asked]);
  return found as Row[];
}

/** The first row of a query. */
export async function row<Row>(db: ReadDatabase, asked: Statement): Promise<Row | undefined> {
  return (await rows<Row>(db, asked))[0];
}

/** A question to the database, with how its rows are read: it can be asked alone or with others. */
export interface Query<Result> {
  readonly statement: Statement;
  readonly read: (rows: readonly unknown[]) => Result;
}

/** @param read gets the rows as the columns of the query name them. */
export const query = <Row, Result>(
  statement: Statement,
  read: (rows: readonly Row[]) => Result,
): Query<Result> => ({ statement, read: (found) => read(found as readonly Row[]) });

export async function ask<Result>(
  db: ReadDatabase,
  { statement, read }: Query<Result>,
): Promise<Result> {
  return read(await rows(db, statement));
}

/** Asks several questions in one round trip, and so of one state of the database. */
export async function askTogether<Results extends readonly unknown[]>(
  db: ReadDatabase,
  queries: { readonly [Index in keyof Results]: Query<Results[Index]> },
): Promise<Results> {
  const asked = queries as readonly Query<unknown>[];
  const found = await db.ask(asked.map((each) => each.statement));
  return asked.map((each, index) => each.read(found[index] ?? [])) as unknown as Results;
}
