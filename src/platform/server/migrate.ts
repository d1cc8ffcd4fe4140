import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client } from '@libsql/client';
import { sha256 } from '../../core/digest.ts';
import type { ReadDatabase } from '../../db/read.ts';
import { statement } from '../../db/sql.ts';
import { classify } from '../../db/write-refused.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Starters that arrive together take turns; a migration takes far less. */
const triesMax = 20;

/**
 * Brings the database to this version: migrations, then the command views, then the row of the shop.
 * Several processes may do it at once: whoever loses a race finds the work done.
 */
export async function migrate(
  client: Client,
  settings: { readonly defaultCurrency: string },
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await applyMigrations(client);
      await applyViews(client);
      // Asked first: a start beside busy processes need not wait for the write lock.
      const known = await client.execute('SELECT 1 FROM shop WHERE id = 1');
      if (known.rows.length > 0) return;
      await client.execute({
        sql: `INSERT INTO shop(id, name, default_currency, tax_display, version) VALUES (1, 'Kiosk', ?, 'inclusive', 1)
          ON CONFLICT(id) DO NOTHING`,
        args: [settings.defaultCurrency],
      });
      return;
    } catch (error) {
      if (attempt >= triesMax) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 200));
    }
  }
}

/** Whether a database, or a copy of it, is at this version already. @throws when it does not answer */
export async function isCurrent(db: ReadDatabase): Promise<boolean> {
  try {
    const [last, views, shop] = await db.ask([
      statement`SELECT coalesce(max(created_at), 0) AS at FROM __drizzle_migrations`,
      statement`SELECT value FROM settings WHERE name = 'views_hash'`,
      statement`SELECT 1 FROM shop WHERE id = 1`,
    ]);
    const [{ at }] = last as [{ at: number }];
    const [known] = views as { value: string }[];
    const isMigrated = journal().every(({ when }) => when <= Number(at));
    return isMigrated && known?.value === commandViews().hash && shop?.length === 1;
  } catch (error) {
    // Tables that are not there yet.
    if (classify(error).kind === 'invalid') return false;
    throw error;
  }
}

interface Journal {
  readonly entries: readonly { readonly tag: string; readonly when: number }[];
}

const read = (file: string) => readFileSync(join(root, 'migrations', file), 'utf8');
const journal = () => (JSON.parse(read('meta/_journal.json')) as Journal).entries;

/**
 * What drizzle-kit generated and this database does not have yet, all or none, in the table where drizzle
 * keeps them. By hand: drizzle's migrator takes a second and 100 MB to find out that nothing is to be done.
 */
async function applyMigrations(client: Client): Promise<void> {
  const last = 'SELECT coalesce(max(created_at), 0) AS at FROM __drizzle_migrations';
  const lastAt = await lastMigration(client, last);
  const missing = journal().filter(({ when }) => when > lastAt);
  if (missing.length === 0) return;
  await client.migrate([
    // Fails where another process was faster: what is no JSON ends the transaction.
    `SELECT iif((${last}) = ${lastAt}, 1, json('migrated meanwhile'))`,
    ...missing.flatMap(({ tag, when }) => {
      const text = read(`${tag}.sql`);
      return [
        ...text.split('--> statement-breakpoint'),
        {
          sql: 'INSERT INTO __drizzle_migrations(hash, created_at) VALUES (?, ?)',
          args: [sha256(text), when],
        },
      ];
    }),
  ]);
}

/** When the last migration that the database has was generated, 0 without any. */
async function lastMigration(client: Client, question: string): Promise<number> {
  const known = await client.execute(
    `SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'`,
  );
  if (known.rows.length === 0) {
    await client.execute(
      `CREATE TABLE IF NOT EXISTS __drizzle_migrations (
         id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`,
    );
  }
  const { rows } = await client.execute(question);
  return Number(rows[0]?.['at']);
}

/** The `.sql` files beside their verbs: one view and its trigger each. */
function commandViews() {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .toSorted();
  const sources = files.map((file) => ({
    view: basename(file, '.sql').replaceAll('-', '_'),
    source: readFileSync(join(root, 'src', file), 'utf8'),
  }));
  return { sources, hash: sha256(sources.map(({ source }) => source).join('\n')) };
}

/** Replaces them when a file changed. */
async function applyViews(client: Client): Promise<void> {
  const { sources, hash } = commandViews();
  const known = await client.execute(`SELECT value FROM settings WHERE name = 'views_hash'`);
  if (known.rows[0]?.['value'] === hash) return;
  const statements = sources.flatMap(({ view, source }) => [
    `DROP VIEW IF EXISTS ${view}`,
    ...source
      .split(/;\s*\n(?=\s*\nCREATE TRIGGER)/)
      .map((part) => part.trim())
      .filter(Boolean),
  ]);
  // One batch: no process ever sees the database without its commands.
  await client.batch(
    [
      ...statements,
      {
        sql: `INSERT INTO settings(name, value) VALUES ('views_hash', ?)
          ON CONFLICT(name) DO UPDATE SET value = excluded.value`,
        args: [hash],
      },
    ],
    'write',
  );
}
