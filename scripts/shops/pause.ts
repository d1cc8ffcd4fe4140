import { pausedMark } from '../../src/db/write-refused.ts';
import { type SchemaRow, schemaOf, schemaQuestion } from '../backup/schema.ts';
import { patiently } from '../patiently.ts';
import type { Client } from './control.ts';

// A pause is in the database itself: triggers refuse every write to every table, whoever sends it, however late.
// What was committed before them is in each copy that is made after them; nothing comes later.

/** Names the pause, and goes with every copy: a copy that has it was made after the last write. */
const markTable = 'shop_pause';

export interface Pause {
  readonly name: string;
  /** Whether the shop came here in this pause. */
  readonly arrived: boolean;
}

/** A pause as it is found: a copy may have the mark of one and take writes. */
export interface FoundPause extends Pause {
  readonly holds: boolean;
}

async function schemaOn(client: Client): Promise<readonly SchemaRow[]> {
  return (await client.execute(schemaQuestion)).rows as unknown as SchemaRow[];
}

const prefix = 'shop_pause_';

const isFence = ({ type, name }: SchemaRow): boolean =>
  type === 'trigger' && name.startsWith(prefix);

/** The pause that a database is in, or was copied in. */
export async function readPause(client: Client): Promise<FoundPause | undefined> {
  const schema = await schemaOn(client);
  if (!schema.some(({ name }) => name === markTable)) return undefined;
  const { rows } = await client.execute(`SELECT name, arrived FROM ${markTable}`);
  const [row] = rows;
  if (!row) return undefined;
  return {
    name: String(row['name']),
    arrived: Number(row['arrived']) === 1,
    holds: schema.some(isFence),
  };
}

/** Refuses every write from now on. A pause that holds already keeps its name. */
export async function pause(client: Client, wanted: Pause): Promise<Pause> {
  for (;;) {
    const rows = await schemaOn(client);
    const triggers = fences(rows);
    const there = new Set(rows.map(({ name }) => name));
    const missing = triggers.filter(({ name }) => !there.has(name));
    const held = await readPause(client);
    // Looked at once more after the last trigger: a migration may have made a table meanwhile.
    if (held && missing.length === 0) return held;
    const { name, arrived } = held?.holds ? held : wanted;
    await patiently(() =>
      client.batch(
        [
          `CREATE TABLE IF NOT EXISTS ${markTable} (
             id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, arrived INTEGER NOT NULL)`,
          {
            sql: `INSERT INTO ${markTable}(id, name, arrived) VALUES (1, ?, ?)
              ON CONFLICT(id) DO UPDATE SET name = excluded.name, arrived = excluded.arrived`,
            args: [name, arrived ? 1 : 0],
          },
          ...missing.map(({ sql }) => sql),
        ],
        'write',
      ),
    );
  }
}

/** Lets writes in again, and still knows which pause it was. */
export async function openForWriting(client: Client): Promise<void> {
  const drops = (await schemaOn(client))
    .filter(isFence)
    .map(({ name }) => `DROP TRIGGER IF EXISTS "${name}"`);
  if (drops.length > 0) await patiently(() => client.batch(drops, 'write'));
}

/** Ends a pause. */
export async function resume(client: Client): Promise<void> {
  await openForWriting(client);
  await patiently(() => client.execute(`DROP TABLE IF EXISTS ${markTable}`));
}

/** Before an effect, not after: what does nothing is no write, and finds out what it did before. */
const fences = (rows: readonly SchemaRow[]) =>
  schemaOf(rows)
    .counted.filter((table) => table !== markTable)
    .flatMap((table) =>
      ['INSERT', 'UPDATE', 'DELETE'].map((act) => {
        const name = `${prefix}${act.toLowerCase()}_${table}`;
        const sql = `CREATE TRIGGER IF NOT EXISTS "${name}" BEFORE ${act} ON "${table}"
          BEGIN SELECT RAISE(ABORT, '${pausedMark}'); END`;
        return { name, sql };
      }),
    );
