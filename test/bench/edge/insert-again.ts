import type { Client, InValue, Row } from '@libsql/client';
import { openFile } from '../../../src/platform/server/file-client.ts';
import { priceRanges, type ProductDoc } from '../../../src/shop/catalog/product.ts';
import { searchable } from '../../../src/shop/search/index.ts';

/** Products a transaction, as an import has. */
const groupSize = 100;
const lockWaitMs = 5_000;
/** Not of the products: who may do what, and what the import tells of itself. */
const leftOut =
  /^(sqlite_|__drizzle|libsql_|product_search|imports$|cache_versions$|settings$|shop$)/;

interface Table {
  readonly insert: string;
  /** Each a JSON text; none where a product has none, so that each has the place of its product. */
  readonly rows: readonly (string | undefined)[];
}

/**
 * Inserts all rows of a stocked database into an empty one of the same schema, with its indexes and without
 * its triggers, through the client that Kiosk writes with: a transaction for the share of a hundred products.
 */
export async function insertAgain(source: Client, url: string, products: number) {
  const tables = await readTables(source);
  const file = openFile(url.slice('file:'.length), lockWaitMs);
  await file.execute('PRAGMA journal_mode = WAL');
  await file.execute('PRAGMA synchronous = FULL');
  await dropTriggers(file);
  const groups = Math.ceil(products / groupSize);
  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  for (let group = 0; group < groups; group += 1) {
    const statements = tables.flatMap(({ insert, rows }) => {
      const from = Math.floor((rows.length * group) / groups);
      const to = Math.floor((rows.length * (group + 1)) / groups);
      const share = rows.slice(from, to).filter((row) => row !== undefined);
      return share.length === 0 ? [] : [{ sql: insert, args: [`[${share.join(',')}]`] }];
    });
    await file.batch(statements, 'write');
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  file.close();
  const rows = tables.flatMap((table) => table.rows).filter((row) => row !== undefined).length;
  return { seconds, processor: (user + system) / 1e6, rows };
}

/** Rows as JSON, which `json_each` takes apart: of all ways through this client the fastest. */
async function readTables(source: Client): Promise<Table[]> {
  const found = await source.execute(
    `SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid`,
  );
  const names = found.rows.map((row) => String(row['name'])).filter((name) => !leftOut.test(name));
  const tables: Table[] = [];
  for (const name of names) {
    const { columns, rows } = await source.execute(`SELECT * FROM ${name}`);
    const values = columns.map((_, at) => `value->>${at}`).join(', ');
    tables.push({
      insert: `INSERT INTO ${name}(${columns.join(', ')}) SELECT ${values} FROM json_each(?)`,
      rows: rows.map((row) => JSON.stringify(columns.map((_, at): InValue => row[at] as InValue))),
    });
    if (name === 'products') tables.push(searchTable(rows));
  }
  return tables;
}

/** The index keeps no text: what it was made of is in the documents. */
function searchTable(products: readonly Row[]): Table {
  const rows = products.map((row) => {
    if (row['status'] !== 'active') return undefined;
    const doc = JSON.parse(String(row['doc'])) as ProductDoc;
    const [text] = searchable([
      {
        productId: doc.id,
        title: doc.title,
        skus: doc.variants.map(({ sku }) => sku),
        description: doc.description,
        currencies: priceRanges(doc.variants).map(({ min }) => min.currency),
        collections: doc.collections,
      },
    ]).args;
    return String(text).slice(1, -1);
  });
  return { insert: searchable([]).sql, rows };
}

async function dropTriggers(file: ReturnType<typeof openFile>): Promise<void> {
  const { rows } = await file.execute(
    `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name NOT IN (SELECT name FROM sqlite_schema WHERE type = 'view')`,
  );
  for (const row of rows) await file.execute(`DROP TRIGGER ${String(row['name'])}`);
}
