import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql/web';
import { migrate as applyMigrations } from 'drizzle-orm/libsql/migrator';
import { sha256 } from '../../core/digest.ts';

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
      await applyMigrations(drizzle({ client }), { migrationsFolder: join(root, 'migrations') });
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

/** The `.sql` files beside their verbs: one view and its trigger each, replaced when a file changed. */
async function applyViews(client: Client): Promise<void> {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .toSorted();
  const sources = files.map((file) => ({
    view: basename(file, '.sql').replaceAll('-', '_'),
    source: readFileSync(join(root, 'src', file), 'utf8'),
  }));
  const hash = sha256(sources.map(({ source }) => source).join('\n'));
  const known = await client.execute(`SELECT value FROM settings WHERE name = 'views_hash'`);
  if (known.rows[0]?.[0] === hash) return;
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
