// Readers and an editor of a shop: products are asked for as often as sales are spread, while one a second is changed
// through another process. Counts what came from the cache, beside an ideal one, and looks for answers that are too old.
import { LRUCache } from 'lru-cache';
import { type Dispatcher, Pool } from 'undici';
import { syntheticProducts } from '../../support/synthetic-catalog.ts';
import { chanceOf, zipf } from '../../support/vocabulary.ts';
import { sendInTurns } from '../load-pace.ts';
import { ask } from '../shop.ts';

export interface ZipfPlan {
  readonly url: string;
  /** Another process on the same database, and the key to change products with. */
  readonly editor: { readonly url: string; readonly adminKey: string };
  /** Of the catalog; those of them that are active are asked for. */
  readonly products: number;
  readonly callers: number;
  /** Requests before anything is counted, and those that are. */
  readonly warmUp: number;
  readonly counted: number;
  /** What the ideal cache may hold. */
  readonly bytesMax: number;
}

export interface ZipfResult {
  readonly active: number;
  readonly perSecond: number;
  readonly hits: number;
  readonly idealHits: number;
  /** What the ideal cache came to hold. */
  readonly idealBytes: number;
  readonly edits: number;
  /** Answers with an older version than one acknowledged before they were asked for. */
  readonly behind: number;
  /** The longest time since that acknowledgement, in milliseconds. */
  readonly oldestMs: number;
}

const editEveryMs = 1_000;

interface Answer {
  readonly hit: boolean;
  readonly bytes: number;
  readonly version: number;
}

/** Versions in their order, each with the moment when its change was acknowledged. */
type Acknowledged = readonly { readonly version: number; readonly atMs: number }[];

async function perform(plan: ZipfPlan): Promise<ZipfResult> {
  const handles = [...syntheticProducts({ products: plan.products })]
    .filter(({ status }) => status === 'active')
    .map(({ handle }) => handle);
  const pool = new Pool(plan.url, { connections: plan.callers, pipelining: 1 });
  const draw = zipf(chanceOf(7), handles.length);
  const ideal = new LRUCache<string, Answer>({
    maxSize: plan.bytesMax,
    sizeCalculation: ({ bytes }) => bytes,
  });
  const acknowledged = new Map<string, Acknowledged>();
  const found = { hits: 0, idealHits: 0, behind: 0, oldestMs: 0 };

  async function read(counted: boolean): Promise<void> {
    const handle = handles[draw()] ?? '';
    const known = ideal.get(handle) !== undefined;
    const askedMs = performance.now();
    const answer = await get(pool, `/v1/products/${handle}`);
    if (!known) ideal.set(handle, answer);
    const missed = acknowledged.get(handle)?.find(({ version }) => version > answer.version);
    if (missed && missed.atMs < askedMs) {
      found.behind += 1;
      found.oldestMs = Math.max(found.oldestMs, askedMs - missed.atMs);
    }
    if (!counted) return;
    if (answer.hit) found.hits += 1;
    if (known) found.idealHits += 1;
  }

  async function edit(turn: number): Promise<void> {
    const handle = handles[draw()] ?? '';
    const { editor } = plan;
    const { id } = await ask<{ id: string }>(editor, 'GET', `/v1/products/${handle}`);
    const headers = { authorization: `Bearer ${editor.adminKey}`, 'if-match': '*' };
    const body = { metadata: { turn: String(turn) } };
    const { version } = await ask<{ version: number }>(
      editor,
      'PATCH',
      `/v1/admin/products/${id}`,
      { headers, body },
    );
    const atMs = performance.now();
    acknowledged.set(handle, [...(acknowledged.get(handle) ?? []), { version, atMs }]);
    ideal.delete(handle);
  }

  await sendInTurns(plan.warmUp, plan.callers, () => read(false));
  let edits = 0;
  let editing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    edits += 1;
    editing = edit(edits);
  }, editEveryMs);
  const startedMs = performance.now();
  await sendInTurns(plan.counted, plan.callers, () => read(true));
  clearInterval(timer);
  const seconds = (performance.now() - startedMs) / 1_000;
  await editing;
  await pool.destroy();
  const perSecond = plan.counted / seconds;
  return { active: handles.length, perSecond, ...found, idealBytes: ideal.calculatedSize, edits };
}

function get(pool: Pool, path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let timing = '';
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart() {},
      onResponseStart(_controller, status, headers) {
        timing = String(headers['server-timing']);
        if (status !== 200) reject(new Error(`${path} answered ${status}`));
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        const body = Buffer.concat(chunks);
        const version = Number(/"version":(\d+)\D*$/.exec(body.subarray(-60).toString())?.[1]);
        resolve({ hit: /desc=(hit|stale)/.test(timing), bytes: body.length, version });
      },
      onResponseError(_controller, error) {
        reject(error);
      },
    };
    pool.dispatch({ method: 'GET', path }, handler);
  });
}

process.on('message', (plan: ZipfPlan) => {
  perform(plan).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
