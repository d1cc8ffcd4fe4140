import type { Attributes, BatchObservableResult, Meter, Observable } from '@opentelemetry/api';
import type { WorkDepth } from '../../../db/measure-due.ts';
import type { Platform } from '../../platform.ts';
import type { Tally } from './tally.ts';

/** What the database says of itself: the same for every process that asks. */
export interface Books {
  readonly oldestDueAtMs: number | null;
  readonly work: readonly WorkDepth[];
  readonly endpoints: readonly {
    readonly status: string;
    readonly behind: number;
    readonly pending: number;
    readonly retrying: number;
    readonly dead: number;
    readonly oldestAt: number | null;
  }[];
  /** Variants of which more was promised than there is, although their policy forbids it. */
  readonly oversold: number;
}

/** A shop of this process, as whoever asks for numbers sees it. */
export interface Measured {
  readonly labels: Attributes;
  readonly platform: Platform;
  readonly tally: Tally;
  readonly changesInHand: () => number;
  /** Asked at most each few seconds. */
  readonly books: () => Promise<Books>;
}

/** Name, what it is, and whether it only ever grows. */
const observed = {
  requests: ['kiosk_requests_total', 'Requests answered, by operation, method and status', true],
  caches: ['kiosk_cache_answers_total', 'Public reads, by hit, stale, miss or bypass', true],
  waiting: ['kiosk_writer_waiting', 'Writes that wait for the writer of this process', false],
  waitingBytes: ['kiosk_writer_waiting_bytes', 'Their size', false],
  wait: ['kiosk_writer_predicted_wait_seconds', 'How long the next write will wait', false],
  hands: ['kiosk_changes_in_hand', 'Changes that this process works on', false],
  position: ['kiosk_database_position', 'How far the database has come, as far as is known', false],
  lag: [
    'kiosk_replica_lag_seconds',
    'How long the near copy has lacked what the primary has',
    false,
  ],
  away: ['kiosk_primary_away', '1 while the primary does not answer', false],
  readable: ['kiosk_books_readable', '0 when what follows could not be read', false],
  due: ['kiosk_due_work', 'Work by kind and state: due, leased, waiting, dead', false],
  dueAge: ['kiosk_due_oldest_age_seconds', 'How late the oldest due work is', false],
  dead: ['kiosk_dead_letters', 'Work and deliveries that were given up', false],
  deliveries: ['kiosk_webhook_deliveries', 'Deliveries that have not arrived, by state', false],
  behind: ['kiosk_webhook_events_behind', 'Events that the slowest receiver has before it', false],
  webhookAge: ['kiosk_webhook_oldest_age_seconds', 'Age of the oldest that has not arrived', false],
  paused: ['kiosk_webhook_endpoints_paused', 'Receivers that are paused', false],
  oversold: ['kiosk_oversold_variants', 'Variants sold beyond their stock: always 0', false],
} as const;

type Instruments = Record<keyof typeof observed, Observable>;

/** Numbers that are looked up when somebody asks for them. */
export function observeShops(meter: Meter, shops: () => Iterable<Measured>): void {
  const instruments = Object.fromEntries(
    Object.entries(observed).map(([key, [name, description, grows]]) => [
      key,
      grows
        ? meter.createObservableCounter(name, { description })
        : meter.createObservableGauge(name, { description }),
    ]),
  ) as Instruments;
  meter.addBatchObservableCallback(async (result) => {
    for (const shop of shops()) {
      await observeBooks(result, instruments, shop);
      // After the books, which ask the near copy: that is how its lag becomes known.
      observeProcess(result, instruments, shop);
    }
  }, Object.values(instruments));
}

function observeProcess(to: BatchObservableResult, its: Instruments, shop: Measured): void {
  const { labels, platform, tally } = shop;
  for (const { labels: more, count } of tally.requests())
    to.observe(its.requests, count, { ...labels, ...more });
  for (const { labels: more, count } of tally.caches())
    to.observe(its.caches, count, { ...labels, ...more });
  const load = platform.writer.load?.();
  if (load) {
    to.observe(its.waiting, load.waiting, labels);
    to.observe(its.waitingBytes, load.waitingBytes, labels);
    to.observe(its.wait, load.predictedMs / 1_000, labels);
  }
  // Of the whole process, whichever shop they are of.
  to.observe(its.hands, shop.changesInHand());
  const { copies, clock } = platform;
  const position = copies.progress()?.position;
  if (position !== undefined) to.observe(its.position, position, labels);
  const owedSinceMs = copies.owedSinceMs?.();
  to.observe(its.lag, owedSinceMs === undefined ? 0 : seconds(clock.nowMs() - owedSinceMs), labels);
  to.observe(its.away, Number(copies.primaryIsAway()), labels);
}

async function observeBooks(
  to: BatchObservableResult,
  its: Instruments,
  { labels, platform, books }: Measured,
): Promise<void> {
  const read = await books().catch(() => undefined);
  to.observe(its.readable, Number(read !== undefined), labels);
  if (!read) return;
  const nowMs = platform.clock.nowMs();
  const age = (atMs: number | null) => (atMs === null ? 0 : Math.max(0, seconds(nowMs - atMs)));
  for (const { kind, ...states } of read.work)
    for (const [state, count] of Object.entries(states))
      to.observe(its.due, count, { ...labels, kind, state });
  to.observe(its.dueAge, age(read.oldestDueAtMs), labels);
  const { endpoints } = read;
  const sum = (state: 'pending' | 'retrying' | 'dead') =>
    endpoints.reduce((total, each) => total + each[state], 0);
  for (const state of ['pending', 'retrying'] as const)
    to.observe(its.deliveries, sum(state), { ...labels, state });
  const deadWork = read.work.reduce((total, { dead }) => total + dead, 0);
  to.observe(its.dead, deadWork, { ...labels, of: 'work' });
  to.observe(its.dead, sum('dead'), { ...labels, of: 'deliveries' });
  to.observe(its.behind, Math.max(0, ...endpoints.map(({ behind }) => behind)), labels);
  to.observe(its.webhookAge, Math.max(0, ...endpoints.map((each) => age(each.oldestAt))), labels);
  const paused = endpoints.filter(({ status }) => status === 'paused').length;
  to.observe(its.paused, paused, labels);
  to.observe(its.oversold, read.oversold, labels);
}

const seconds = (ms: number): number => ms / 1_000;
