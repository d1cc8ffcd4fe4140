// `npm run bench`: how fast, as ratios to floors measured in the same run. See docs/performance.md.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchBacklog } from './backlog.ts';
import { endAll } from './cleanup.ts';
import { benchFlow } from './flow.ts';
import { benchHot } from './hot.ts';
import { benchLatency } from './latency.ts';
import { describeMachine } from './machine.ts';
import { benchOrders } from './orders.ts';
import { benchOrdersOnSqld } from './orders-sqld.ts';
import { benchWorkers } from './workers.ts';
import { benchWriter } from './writer.ts';
import { isMet, printTable, type Row } from './table.ts';

type Section = (say: (line: string) => void) => Promise<Row[]>;

/** In the order in which they run. */
const sections: Readonly<Record<string, Section>> = {
  orders: benchOrders,
  'orders-sqld': benchOrdersOnSqld,
  latency: benchLatency,
  flow: benchFlow,
  hot: benchHot,
  backlog: benchBacklog,
  writer: benchWriter,
  workers: benchWorkers,
};

const usage = `usage: npm run bench [-- SECTION …] [--json FILE]\nsections: ${Object.keys(sections).join(', ')}`;

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'string' } },
    });
    const wanted = positionals.length > 0 ? positionals : Object.keys(sections);
    if (wanted.every((name) => name in sections)) return { wanted, json: values.json };
  } catch {
    // The usage says what is known.
  }
  console.error(usage);
  process.exit(2);
}

const { wanted, json } = readOptions();
const machine = describeMachine();
console.log(
  `${machine.cores} × ${machine.processor}, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}, load before ${machine.loadBefore.toFixed(1)}\n`,
);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void endAll().finally(() => process.exit(130)));
const rows: Row[] = [];
for (const name of wanted) {
  const startedMs = performance.now();
  console.error(`${name} …`);
  try {
    rows.push(...((await sections[name]?.((line) => console.error(`  ${line}`))) ?? []));
  } finally {
    await endAll();
  }
  console.error(`  ${((performance.now() - startedMs) / 1_000).toFixed(0)} s`);
}
printTable(rows);
if (json !== undefined)
  writeFileSync(
    json,
    `${JSON.stringify({ machine, rows: rows.map((row) => ({ ...row, ok: isMet(row) })) }, null, 2)}\n`,
  );
