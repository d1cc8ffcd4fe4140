import type { Statement } from '../core/statement.ts';
import { type ReadDatabase, row } from './read.ts';
import { remembered } from './remembered.ts';
import { statement } from './sql.ts';

interface Reader {
  readonly config: object;
  readonly clock: { nowMs(): number };
  readonly replica: ReadDatabase;
}

/** The version of the whole public catalog: part of the key of everything cached from it. */
export async function catalogVersion(reader: Reader): Promise<string> {
  return await remembered(reader, 'catalog-version', async () => {
    const found = await row<{ value: string }>(
      reader.replica,
      statement`SELECT value FROM settings WHERE name = 'catalog_version'`,
    );
    return found?.value ?? '0';
  });
}

/** Goes into the batch of every change of the catalog. */
export const bumpCatalogVersion: Statement = statement`INSERT INTO settings(name, value) VALUES ('catalog_version', '1')
  ON CONFLICT(name) DO UPDATE SET value = value + 1`;
