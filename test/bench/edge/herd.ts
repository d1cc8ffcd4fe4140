import { startLoadGenerator } from '../load.ts';
import { startNode, startStrongSqld } from '../server.ts';
import { ask, type Shop } from '../shop.ts';
import { percent, type Row } from '../table.ts';
import { watchedWay } from '../watched-way.ts';
import { bundleWorker, startWorker } from '../worker.ts';

const crowd = 1_000;
const products = 5;

/**
 * Everybody asks at once for a page that nobody has asked for. What the database is asked is counted on the
 * way there: a question for the product names its handle.
 */
export async function benchHerd(say: (line: string) => void): Promise<Row[]> {
  let asked: string[] = [];
  const databaseUrl = await watchedWay(await startStrongSqld(), (body) => asked.push(body));
  const node = await startNode({ environment: { DATABASE_URL: databaseUrl } });
  const load = startLoadGenerator();

  async function measure(runtime: string, shop: Shop): Promise<Row> {
    const fills: number[] = [];
    let answered = 0;
    for (let index = 0; index < products; index += 1) {
      const handle = `herd-${runtime.toLowerCase()}-${index}`;
      await ask(node, 'POST', '/v1/admin/products', {
        headers: { authorization: `Bearer ${node.adminKey}` },
        body: {
          title: `Mug ${handle}`,
          handle,
          status: 'active',
          variants: [{ sku: handle, prices: [{ amount: 250, currency: 'GBP' }] }],
        },
      });
      asked = [];
      const path = `/v1/products/${handle}`;
      const requests = Array.from({ length: crowd }, () => ({ method: 'GET' as const, path }));
      const { statuses } = await load.run({ url: shop.url, requests, pace: { callers: crowd } });
      answered += statuses[200]?.count ?? 0;
      fills.push(asked.filter((body) => body.includes(handle)).length);
    }
    say(`${runtime}: ${fills.join(', ')} fills, ${answered} answers`);
    const most = Math.max(...fills);
    return {
      section: 'herd',
      name: `1,000 callers miss one page at once: fills, ${runtime}`,
      measured: String(most),
      floor: '1',
      ratio: most,
      target: { atMost: 1 },
      notes: [
        `${products} pages: ${fills.join(', ')} fills`,
        `${percent(answered / (crowd * products))} answered`,
      ],
    };
  }

  const onNode = await measure('Node', node);
  const worker = await startWorker(await bundleWorker(), databaseUrl);
  return [onNode, await measure('workerd', worker)];
}
