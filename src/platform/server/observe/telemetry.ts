import { context, type SpanContext, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { type IMetricReader, MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { LRUCache } from 'lru-cache';
import type { Message } from '../../../core/message.ts';
import type { WriterWatch } from '../../../db/writer.ts';
import type { Platform } from '../../platform.ts';
import { type Books, type Measured, observeShops } from './gauges.ts';
import { createInstruments } from './instruments.ts';
import { metricReaderOf, spanProcessorOf } from './otlp.ts';
import { observeOwnProcess } from './process.ts';
import { samplerOf, type Environment } from './settings.ts';
import { Tally } from './tally.ts';
import { createTracing, kinds, nothingBefore, partOf, type Tracing, untraced } from './tracing.ts';
import { timed, watchedPlatform } from './watched-platform.ts';

/** Series of a metric: operations by shops and statuses. */
const seriesMax = 50_000;
/** Who asked for work is remembered for so many pieces of it. */
const askedMax = 5_000;
/** Many who ask for numbers must not become load. */
const booksRememberedMs = 5_000;

/** What watches a process. */
export interface Telemetry {
  /** What watches one shop; `shop` where there are many. */
  watch(shop: string | undefined): ShopWatch;
  /** All numbers, in Prometheus' text format. */
  metrics(): Promise<string>;
  /** Sends what was not sent yet. */
  stop(): Promise<void>;
}

export interface ShopWatch {
  readonly writer: WriterWatch;
  /** The platform, watched; from now on its numbers are among those of the process. */
  platform(platform: Platform, measures: Measures): Platform;
  /** Does a piece of work, linked to whoever asked for it in this process. */
  work<Outcome extends string>(message: Message, run: () => Promise<Outcome>): Promise<Outcome>;
  /** The shop is gone from this process. */
  end(): void;
}

/** What only the layers above can count. */
export interface Measures {
  readonly changesInHand: () => number;
  readonly books: () => Promise<Books>;
}

/** Asked by Prometheus; sends nothing by itself. */
class Asked extends MetricReader {
  protected override async onShutdown(): Promise<void> {}
  protected override async onForceFlush(): Promise<void> {}
}

export async function createTelemetry(environment: Environment): Promise<Telemetry> {
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'kiosk' }))
    .merge(detectResources({ detectors: [envDetector] }));
  const asked = new Asked({ cardinalitySelector: () => seriesMax });
  const pushed = await metricReaderOf(environment, seriesMax);
  const readers: IMetricReader[] = pushed ? [asked, pushed] : [asked];
  const provider = new MeterProvider({ resource, readers });
  const meter = provider.getMeter('kiosk');
  const spans = await tracerOf(environment, resource);
  const tracing = spans ? createTracing(spans.tracer) : untraced;
  const instruments = createInstruments(meter);
  const shops = new Set<Measured>();
  observeShops(meter, () => shops);
  const endProcess = observeOwnProcess(meter);
  // Neither the labels of the library nor its own metric, which say the same on every line.
  const serializer = new PrometheusSerializer('', false, undefined, true, true);
  return {
    watch: (shop) => watchShop(shop, { instruments, tracing, shops }),
    metrics: async () => serializer.serialize((await asked.collect()).resourceMetrics),
    async stop() {
      endProcess();
      await Promise.allSettled([spans?.stop(), pushed?.forceFlush()]);
    },
  };
}

type Resource = ReturnType<typeof defaultResource>;

async function tracerOf(environment: Environment, resource: Resource) {
  // Deno's own: it makes spans of requests, too, and exports them all by itself.
  if (environment['OTEL_DENO'] === 'true')
    return { tracer: trace.getTracer('kiosk'), stop: async () => undefined };
  const processor = await spanProcessorOf(environment);
  if (!processor) return undefined;
  const { TracerProvider } = await import('@opentelemetry/sdk-trace');
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const sampler = await samplerOf(environment);
  const provider = new TracerProvider({ resource, sampler, spanProcessors: [processor] });
  return { tracer: provider.getTracer('kiosk'), stop: () => provider.shutdown() };
}

interface Parts {
  readonly instruments: ReturnType<typeof createInstruments>;
  readonly tracing: Tracing;
  readonly shops: Set<Measured>;
}

function watchShop(shop: string | undefined, { instruments, tracing, shops }: Parts): ShopWatch {
  const labels = shop === undefined ? {} : { shop };
  const tally = new Tally();
  const askers = new LRUCache<string, SpanContext>({ max: askedMax });
  const nameOf = ({ kind, id }: Message) => `${kind}:${id}`;
  let measured: Measured | undefined;
  const asked = (message: Message) => {
    const asker = tracing.current();
    if (asker) askers.set(nameOf(message), asker);
  };
  return {
    writer: {
      origin: tracing.current,
      again: (reason) => instruments.retries.add(1, { ...labels, reason }),
      commit(origins, run) {
        instruments.groupSize.record(origins.length);
        const [first, ...others] = origins.filter((each) => each !== undefined) as SpanContext[];
        const links = others.map((each) => ({ context: each }));
        const attributes = { ...labels, writes: origins.length };
        const options = { kind: kinds.CLIENT, parent: partOf(first), links, attributes };
        return timed(instruments.commitSeconds, {}, () => tracing.span('commit', options, run));
      },
    },
    platform(platform, { changesInHand, books }) {
      const remembered = forAWhile(books, platform.clock.nowMs);
      measured = { labels, platform, tally, changesInHand, books: remembered };
      shops.add(measured);
      return watchedPlatform(platform, { instruments, tracing, tally, labels, asked });
    },
    work(message, run) {
      const { kind } = message;
      const asker = askers.get(nameOf(message));
      askers.delete(nameOf(message));
      const links = asker ? [{ context: asker }] : [];
      const attributes = { ...labels, id: message.id };
      const options = { kind: kinds.CONSUMER, parent: nothingBefore, links, attributes };
      return timed(
        instruments.workSeconds,
        { kind },
        () => tracing.span(`work ${kind}`, options, run),
        (outcome) => outcome,
      );
    },
    end: () => void (measured && shops.delete(measured)),
  };
}

/** What `read` answered lately. */
function forAWhile(read: () => Promise<Books>, nowMs: () => number): () => Promise<Books> {
  let known: { readonly atMs: number; readonly books: Promise<Books> } | undefined;
  return () => {
    if (!known || nowMs() - known.atMs >= booksRememberedMs)
      known = { atMs: nowMs(), books: read() };
    return known.books;
  };
}
