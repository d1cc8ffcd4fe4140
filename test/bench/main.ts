// `npm run bench`: how fast, as ratios to floors measured in the same run. See docs/performance.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/root.ts';
import { benchBacklog } from './backlog.ts';
import { endAll } from './cleanup.ts';
import { benchCached } from './edge/cached.ts';
import { benchCartAdd } from './edge/cart-add.ts';
import type { Wishes } from './edge/catalogs.ts';
import { benchHerd } from './edge/herd.ts';
import { benchHits } from './edge/hits.ts';
import { benchImport } from './edge/imports.ts';
import { benchLists } from './edge/lists.ts';
import { benchSearch } from './edge/search.ts';
import { benchStart } from './edge/start.ts';
import { benchUncached } from './edge/uncached.ts';
import { benchFar } from './far/far.ts';
import { benchFlow } from './flow.ts';
import { benchHot } from './hot.ts';
import { benchLatency } from './latency.ts';
import { describeMachine, type Machine } from './machine.ts';
import { benchMemory } from './memory.ts';
import { benchOrdersOnSqld } from './orders-sqld.ts';
import { benchOrders } from './orders.ts';
import { benchShops } from './shops/shops.ts';
import { isMet, type Row, tableOf } from './table.ts';
import { benchWorkers } from './workers.ts';
import { benchWriter } from './writer.ts';

type Section = (say: (line: string) => void, wishes: Wishes) => Promise<Row[]>;

/** In the order in which they run. */
const sections: Readonly<Record<string, Section>> = {
  cached: benchCached,
  uncached: benchUncached,
  lists: benchLists,
  search: benchSearch,
  hits: benchHits,
  herd: benchHerd,
  'cart-add': benchCartAdd,
  import: benchImport,
  start: benchStart,
  orders: benchOrders,
  'orders-sqld': benchOrdersOnSqld,
  latency: benchLatency,
  flow: benchFlow,
  hot: benchHot,
  memory: benchMemory,
  backlog: benchBacklog,
  writer: benchWriter,
  workers: benchWorkers,
  far: benchFar,
  shops: benchShops,
};

const productsDefault = 100_000;

const usage = `usage: npm run bench [-- SECTION …] [--products N] [--catalogs FOLDER] [--json FILE] [--write]
  --products   size of the large catalog, ${productsDefault} unless given
  --catalogs   keeps the catalogs there, for the next run
  --write      puts the table into docs/performance.md
sections: ${Object.keys(sections).join(', ')}`;

function readOptions() {
  const options = {
    json: { type: 'string' },
    write: { type: 'boolean' },
    products: { type: 'string', default: String(productsDefault) },
    catalogs: { type: 'string' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    const wanted = positionals.length > 0 ? positionals : Object.keys(sections);
    const products = Number(values.products);
    if (wanted.every((name) => name in sections) && products >= 10_000)
      return { wanted, ...values, products };
  } catch {
    // The usage says what is known.
  }
  console.error(usage);
  process.exit(2);
}

/** Everything a section starts ends with it, also when it fails. */
async function runSection(name: string, wishes: Wishes): Promise<Row[]> {
  const startedMs = performance.now();
  console.error(`${name} …`);
  try {
    return (await sections[name]?.((line) => console.error(`  ${line}`), wishes)) ?? [];
  } finally {
    await endAll();
    console.error(`  ${((performance.now() - startedMs) / 1_000).toFixed(0)} s`);
  }
}

const line = ({ cores, processor, memoryGiB, system, node, loadBefore }: Machine): string =>
  `${cores} × ${processor}, ${memoryGiB} GiB, ${system}, Node ${node}; load before: ${loadBefore.toFixed(1)}`;

/** The figures of the document are those of its last run. */
function writeDocument(report: string): void {
  const file = join(root, 'docs/performance.md');
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace(/(<!-- figures -->\n)[\s\S]*?(<!-- end of figures -->)/, (_, start, end) =>
      [start, '\n```text\n', report, '\n```\n\n', end].join(''),
    ),
  );
}

const { wanted, json, write, products, catalogs } = readOptions();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void endAll().finally(() => process.exit(130)));
const machine = describeMachine();
const rows: Row[] = [];
for (const name of wanted) rows.push(...(await runSection(name, { products, catalogs })));
const report = `${line(machine)}\n\n${tableOf(rows)}`;
console.log(report);
if (write) writeDocument(report);
if (json !== undefined) {
  const judged = rows.map((row) => ({ ...row, ok: isMet(row) }));
  writeFileSync(json, `${JSON.stringify({ machine, rows: judged }, null, 2)}\n`);
}
