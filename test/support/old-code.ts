import type { Client } from '@libsql/client';

/** What the code of the last release asks of the database; `npm run release-migrations` records it. */
export const recordedIn = 'migrations/statements-of-last-release.json';

/**
 * Which statements of older code this database no longer takes, and why. They are compiled, not run; of what
 * would fail only when it runs, a new column that an old INSERT leaves empty is found as well.
 */
export async function refusedStatements(
  client: Client,
  statements: readonly string[],
): Promise<string[]> {
  const needed = await columnsThatMustBeGiven(client);
  const refused: string[] = [];
  for (const sql of statements) {
    try {
      await client.execute(`EXPLAIN ${sql}`);
    } catch (error) {
      refused.push(`${error instanceof Error ? error.message : String(error)}: ${sql}`);
      continue;
    }
    const [, table = '', columns] = /\bINTO\s+[`"]?(\w+)[`"]?\s*\(([^)]*)\)/i.exec(sql) ?? [];
    const given = columns?.split(',').map((column) => column.trim()) ?? [];
    const missing = needed.get(table)?.filter((column) => !given.includes(column)) ?? [];
    if (columns !== undefined && missing.length > 0)
      refused.push(`${table} wants ${missing.join(', ')}: ${sql}`);
  }
  return refused;
}

/** By table: what is NOT NULL and has neither a default nor a number of its own. */
async function columnsThatMustBeGiven(client: Client): Promise<Map<string, string[]>> {
  const { rows } = await client.execute(
    `SELECT m.name AS "table", c.name FROM sqlite_master m, pragma_table_info(m.name) c
      WHERE m.type = 'table' AND c."notnull" AND c.dflt_value IS NULL
        AND NOT (c.pk > 0 AND lower(c.type) = 'integer')`,
  );
  const found = new Map<string, string[]>();
  for (const row of rows) {
    const table = String(row['table']);
    found.set(table, [...(found.get(table) ?? []), String(row['name'])]);
  }
  return found;
}
