import { fork } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/root.ts';
import { atEnd } from '../cleanup.ts';
import { memoryCacheBytes } from '../../../src/platform/memory-cache.ts';
import { nextMessage } from '../load.ts';
import { startNode, temporaryFolder } from '../server.ts';
import { ms, percent, rate, type Row } from '../table.ts';
import { catalogOf, type Wishes } from './catalogs.ts';
import type { ZipfPlan, ZipfResult } from './zipf-process.ts';

const products = 100_000;
/** What a process keeps cached bodies in (ARCHITECTURE.md, Limits). */
const bytesMax = memoryCacheBytes;
/** What a change may take until it is seen elsewhere. */
const boundMs = 1_000;
const memoryMaxMB = 200;
const counted = 50_000;

/** What of a shop's reads comes from the cache while products are edited, and how old an answer may be. */
export async function benchHits(say: (line: string) => void, wishes: Wishes): Promise<Row[]> {
  const dataDir = temporaryFolder();
  const kept = await catalogOf(products, wishes, say);
  copyFileSync(join(kept, 'kiosk.db'), join(dataDir, 'kiosk.db'));
  const server = await startNode({ dataDir });
  const editor = await startNode({ dataDir });
  const before = server.resident();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, server.resident());
  }, 200);
  const found = await readAndEdit({
    url: server.url,
    editor: { url: editor.url, adminKey: editor.adminKey },
    products,
    callers: 32,
    warmUp: 150_000,
    counted,
    bytesMax,
  });
  clearInterval(timer);
  const share = { own: found.hits / counted, ideal: found.idealHits / counted };
  return [
    {
      section: 'hits',
      name: 'hits, Zipf(1.0), an edit a second, against an ideal LRU',
      measured: `${(share.own * 100).toFixed(1)} %`,
      floor: `${(share.ideal * 100).toFixed(1)} %`,
      ratio: share.own / share.ideal,
      target: { atLeast: 0.97 },
      notes: [
        `${found.active.toLocaleString('en')} active products`,
        `the ideal one held ${(found.idealBytes / 2 ** 20).toFixed(0)} of ${bytesMax / 2 ** 20} MiB`,
        rate(found.perSecond, 'requests'),
        `${found.edits} edits`,
      ],
    },
    {
      section: 'hits',
      name: 'oldest answer after an edit in another process, against a second',
      measured: ms(found.oldestMs),
      floor: ms(boundMs),
      ratio: found.oldestMs / boundMs,
      target: { atMost: 1 },
      notes: [
        `${found.behind} answers (${percent(found.behind / counted)}) showed the version before`,
      ],
    },
    {
      section: 'hits',
      name: 'memory of that process at most, against 200 MB',
      measured: `${((most * 2 ** 20) / 1e6).toFixed(0)} MB`,
      floor: `${memoryMaxMB} MB`,
      ratio: (most * 2 ** 20) / 1e6 / memoryMaxMB,
      target: { atMost: 1 },
      notes: [`every caller asked for other products`, `${before.toFixed(0)} MiB at rest`],
    },
  ];
}

async function readAndEdit(plan: ZipfPlan): Promise<ZipfResult> {
  const child = fork(join(root, 'test/bench/edge/zipf-process.ts'), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  atEnd(() => child.disconnect());
  child.send(plan);
  const answer = (await nextMessage(child)) as ZipfResult | { readonly error: string };
  if ('error' in answer) throw new Error(`the readers failed: ${answer.error}`);
  return answer;
}
