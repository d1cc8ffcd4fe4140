import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createReadStream, createWriteStream } from 'node:fs';
import { createClient } from '@libsql/client';
import { request } from 'undici';
import { syntheticProducts } from '../../support/synthetic-catalog.ts';
import { type BenchServer, startNode, temporaryFolder } from '../server.ts';
import { rate, type Row } from '../table.ts';
import { insertAgain } from './insert-again.ts';

/** As many as the Complete Journey has. */
const products = 92_331;
const sampleMs = 100;

interface Report {
  readonly status: string;
  readonly counts: { readonly created: number; readonly failed: number };
}

/** A file of products through the API, against bare inserts of the rows that it leaves. */
export async function benchImport(say: (line: string) => void): Promise<Row[]> {
  const file = join(temporaryFolder(), 'products.ndjson');
  await pipeline(linesOf(products), createWriteStream(file));
  const server = await startNode();
  const atRest = server.resident();
  let most = atRest;
  const timer = setInterval(() => {
    most = Math.max(most, server.resident());
  }, sampleMs);
  const before = server.processor();
  const startedMs = performance.now();
  const report = await send(server, file);
  const seconds = (performance.now() - startedMs) / 1_000;
  clearInterval(timer);
  const processor = server.processor() - before;
  if (report.status !== 'completed' || report.counts.created !== products)
    throw new Error(`the import ended otherwise: ${JSON.stringify(report.counts)}`);
  await server.stop();
  say(`imported in ${seconds.toFixed(1)} s`);

  const source = createClient({ url: server.databaseUrl });
  await source.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  // An empty shop, migrated by a server as the measured one was.
  const empty = await startNode();
  await empty.stop();
  const bare = await insertAgain(source, empty.databaseUrl, products);
  source.close();
  say(`bare inserts in ${bare.seconds.toFixed(1)} s`);
  return [
    {
      section: 'import',
      name: `import of ${products.toLocaleString('en')} products, Node, file`,
      measured: rate(products / seconds, 'products'),
      floor: rate(products / bare.seconds, 'products'),
      ratio: bare.seconds / seconds,
      target: { atLeast: 0.4 },
      notes: [
        `${seconds.toFixed(1)} s, floor ${bare.seconds.toFixed(1)} s for ${bare.rows.toLocaleString('en')} rows`,
        `processor ${processor.toFixed(1)} s, floor ${bare.processor.toFixed(1)} s: ratio ${(bare.processor / processor).toFixed(2)}`,
        `${atRest.toFixed(0)} MiB at rest, at most ${most.toFixed(0)} MiB`,
      ],
    },
  ];
}

function* linesOf(count: number): Generator<string> {
  for (const product of syntheticProducts({ products: count }))
    yield `${JSON.stringify(product)}\n`;
}

async function send({ url, adminKey }: BenchServer, file: string): Promise<Report> {
  const { statusCode, body } = await request(`${url}/v1/admin/imports?format=ndjson`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}` },
    body: createReadStream(file),
    // It answers when it is through.
    headersTimeout: 0,
  });
  const text = await body.text();
  if (statusCode >= 300) throw new Error(`the import answered ${statusCode}: ${text}`);
  return JSON.parse(text) as Report;
}
