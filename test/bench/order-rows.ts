import type { Client, InValue } from '@libsql/client';

export type Values = Readonly<Record<string, InValue>>;

/** A row that one order leaves: new, or an old one changed. */
export interface LeftRow {
  readonly table: string;
  readonly key: readonly string[];
  readonly row: Values;
  /** What an old row was before; undefined for a new one. */
  readonly before: Values | undefined;
}

type Snapshot = ReadonlyMap<
  string,
  { readonly key: readonly string[]; readonly rows: Map<string, Values> }
>;

/** All rows of all tables; full-text indexes are kept by the database itself. */
export async function takeSnapshot(client: Client): Promise<Snapshot> {
  const tables = await client.execute(
    `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
  );
  const snapshot = new Map<string, { key: readonly string[]; rows: Map<string, Values> }>();
  for (const { name } of tables.rows) {
    const table = String(name);
    const columns = await client.execute({
      sql: 'SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk',
      args: [table],
    });
    const key = columns.rows.map((column) => String(column['name']));
    const { rows } = await client.execute(`SELECT * FROM "${table}"`);
    const named = rows.map((row) => ({ ...row }) as unknown as Values);
    snapshot.set(table, { key, rows: new Map(named.map((row) => [keyOf(row, key), row])) });
  }
  return snapshot;
}

const keyOf = (row: Values, key: readonly string[]): string =>
  JSON.stringify(key.map((column) => row[column]));

/** What is in `after` and was not in `before`, or was different. */
export function differences(before: Snapshot, after: Snapshot): LeftRow[] {
  return [...after].flatMap(([table, { key, rows }]) =>
    [...rows].flatMap(([id, row]) => {
      const known = before.get(table)?.rows.get(id);
      if (known && JSON.stringify(known) === JSON.stringify(row)) return [];
      return [{ table, key, row, before: known }];
    }),
  );
}
