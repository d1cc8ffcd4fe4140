import { syntheticProducts } from '../../support/synthetic-catalog.ts';
import { startDeno, startNode, startStrongSqld } from '../server.ts';
import { ask, type Shop } from '../shop.ts';
import type { Row } from '../table.ts';
import { bundleWorker, startWorker } from '../worker.ts';
import { startBare, startBareWorker } from './bare.ts';
import { compareGets, type Contender } from './gets.ts';
import { cachedAnswer, type KeptAnswer } from './kept-answer.ts';

type Say = (line: string) => void;
type Started = Shop & Contender;

/** A product's page from the cache and 304 instead of it, against a bare handler that gives the same answers. */
export async function benchCached(say: Say): Promise<Row[]> {
  const bare = (runtime: 'node' | 'deno') => (answer: KeptAnswer) => startBare(runtime, { answer });
  return [
    ...(await compare('Node', await startNode(), { bare: bare('node'), say })),
    ...(await compare('Deno', await startDeno(), { bare: bare('deno'), say })),
    ...(await compare('workerd', await startOnWorkerd(), { bare: startBareWorker, say })),
  ];
}

async function startOnWorkerd(): Promise<Started> {
  const databaseUrl = await startStrongSqld();
  // Node migrates: a Worker does not.
  const node = await startNode({ environment: { DATABASE_URL: databaseUrl } });
  await node.stop();
  return await startWorker(await bundleWorker(), databaseUrl);
}

async function compare(
  runtime: string,
  server: Started,
  { bare, say }: { bare: (answer: KeptAnswer) => Promise<Contender>; say: Say },
): Promise<Row[]> {
  const [product] = syntheticProducts({ products: 1 });
  await ask(server, 'POST', '/v1/admin/products', {
    headers: { authorization: `Bearer ${server.adminKey}` },
    body: { ...product, collections: [] },
  });
  const path = `/v1/products/${product?.handle}`;
  const page = await cachedAnswer(server, path);
  const found = await compareGets(
    { measured: server, floor: await bare(page) },
    { path, status: 200 },
    { section: 'cached', name: `cached product, ${runtime}`, atLeast: 0.7, say },
  );
  const headers = { 'if-none-match': page.headers['etag'] ?? '' };
  const same = await cachedAnswer(server, path, headers);
  const unchanged = await compareGets(
    { measured: server, floor: await bare(same) },
    { path, headers, status: 304 },
    { section: 'cached', name: `304, ${runtime}`, atLeast: 0.75, say },
  );
  return [found, unchanged];
}
