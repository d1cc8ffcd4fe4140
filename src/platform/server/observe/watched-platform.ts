import type { Attributes } from '@opentelemetry/api';
import type { Message } from '../../../core/message.ts';
import type { ReadDatabase } from '../../../db/read.ts';
import type { Log, Mailbox, Platform } from '../../platform.ts';
import type { Instruments } from './instruments.ts';
import { classOf, methodOf, type Tally } from './tally.ts';
import { kinds, markFailed, traceHeaders, traceOf, type Tracing } from './tracing.ts';

export interface Watch {
  readonly instruments: Instruments;
  readonly tracing: Tracing;
  readonly tally: Tally;
  /** On everything that is told of this shop, where there are many. */
  readonly labels: Attributes;
  /** Notes which span asked for a piece of work. */
  asked(message: Message): void;
}

/** The same platform; whatever goes through it is measured and made a span. */
export function watchedPlatform(platform: Platform, watch: Watch): Platform {
  const { tracing } = watch;
  const span = <Result>(name: string, attributes: Attributes, run: () => Promise<Result>) =>
    tracing.span(name, { kind: kinds.CLIENT, attributes: { ...watch.labels, ...attributes } }, run);
  const reads = (database: ReadDatabase, copy: 'primary' | 'near'): ReadDatabase => ({
    ask: (statements) =>
      timed(watch.instruments.readSeconds, { copy }, () =>
        span('read', { copy, statements: statements.length }, () => database.ask(statements)),
      ),
  });
  const { writer, copies, queue } = platform;
  return {
    ...platform,
    db: reads(platform.db, 'primary'),
    replica: reads(platform.replica, 'near'),
    copies: {
      ...copies,
      near: reads(copies.near, 'near'),
      at: (least) => reads(copies.at(least), 'near'),
      surviving: (least) => reads(copies.surviving(least), 'primary'),
    },
    writer: {
      ...writer,
      command: (command) => span('write', { command: command.view }, () => writer.command(command)),
      apply: (statement) => span('write', {}, () => writer.apply(statement)),
      batch: (statements, key) =>
        span('write', { statements: statements.length }, () => writer.batch(statements, key)),
    },
    mailbox: (kind) =>
      watchedMailbox(platform.mailbox(kind), (turn, run) => span(`${kind} ${turn}`, {}, run)),
    queue: {
      send(message, options) {
        watch.asked(message);
        return queue.send(message, options);
      },
    },
    ...watchedWays(platform, watch),
    log: watchedLog(platform.log, watch),
    observe: {
      remembered: (operation, status) => watch.tally.remembered(operation, status),
      request: (request, serve) => watchRequest(watch, request, serve),
    },
  };
}

const watchedMailbox = (
  { send, peek, answers }: Mailbox,
  span: (turn: string, run: () => Promise<unknown>) => Promise<unknown>,
): Mailbox => ({
  send: (id, command) => span('turn', () => send(id, command)),
  peek: (id, db) => span('peek', () => peek(id, db)),
  ...(answers ? { answers } : {}),
});

/** Requests that leave the process. The span's own trace takes the place of the caller's. */
function watchedWays(platform: Platform, watch: Watch): Pick<Platform, 'fetch' | 'outgoing'> {
  const { outgoingSeconds } = watch.instruments;
  const span = <Result>(name: string, run: () => Promise<Result>) =>
    watch.tracing.span(name, { kind: kinds.CLIENT, attributes: watch.labels }, run);
  return {
    fetch: (input, init) => {
      const to = hostOf(input);
      const outcome = (response: Response) => classOf(response.status);
      return timed(
        outgoingSeconds,
        { to },
        () =>
          span(`ask ${to}`, () => {
            const headers = new Headers(init?.headers ?? (input as Partial<Request>).headers);
            for (const [name, value] of Object.entries(traceHeaders())) headers.set(name, value);
            return platform.fetch(input, { ...init, headers });
          }),
        outcome,
      );
    },
    outgoing: (request) =>
      timed(
        outgoingSeconds,
        { to: 'webhook' },
        () =>
          span('deliver', () =>
            platform.outgoing({ ...request, headers: { ...request.headers, ...traceHeaders() } }),
          ),
        (answer) => ('failed' in answer ? answer.failed : classOf(answer.status)),
      ),
  };
}

function hostOf(input: Parameters<Platform['fetch']>[0]): string {
  const url = input instanceof Request ? input.url : String(input);
  return URL.canParse(url) ? new URL(url).host : 'unknown';
}

/** Counts what goes wrong and what was paid, whatever of it is written down, and says of which trace a line is. */
function watchedLog(log: Log, { instruments, tracing, labels }: Watch): Log {
  return (level, event, fields) => {
    if (level === 'warn' || level === 'error')
      instruments.lines.add(1, { ...labels, level, event });
    if (event === 'payment.recorded')
      instruments.payments.add(1, {
        ...labels,
        provider: String(fields?.['provider']),
        outcome: String(fields?.['status']),
      });
    const at = tracing.current();
    log(level, event, at ? { trace_id: at.traceId, span_id: at.spanId, ...fields } : fields);
  };
}

type Serve = NonNullable<Platform['observe']>['request'];

async function watchRequest(
  { instruments, tracing, tally, labels }: Watch,
  ...[request, serve]: Parameters<Serve>
): Promise<void> {
  const { method, headers } = request;
  const begunMs = performance.now();
  await tracing.span('request', { kind: kinds.SERVER, parent: traceOf(headers) }, async (span) => {
    const served = await serve();
    const { operation = 'none', status, cache, problem } = served;
    tally.served(method, served);
    const about = { operation, method: methodOf(method), status: classOf(status) };
    instruments.requestSeconds.record((performance.now() - begunMs) / 1_000, about);
    if (problem !== undefined) instruments.problems.add(1, { ...labels, operation, code: problem });
    if (!span) return;
    span.updateName(operation);
    span.setAttributes({
      ...labels,
      'http.request.method': method,
      'http.response.status_code': status,
      ...(cache === undefined ? {} : { cache }),
      ...(problem === undefined ? {} : { problem }),
    });
    if (status >= 500) markFailed(span);
  });
}

/** How long it took; by `outcomeOf` the answer, or `failed`, where that is asked. */
export async function timed<Result>(
  histogram: { record(seconds: number, labels: Attributes): void },
  labels: Attributes,
  run: () => Promise<Result>,
  outcomeOf?: (result: Result) => string,
): Promise<Result> {
  const begunMs = performance.now();
  let outcome = 'failed';
  try {
    const result = await run();
    if (outcomeOf) outcome = outcomeOf(result);
    return result;
  } finally {
    const seconds = (performance.now() - begunMs) / 1_000;
    histogram.record(seconds, outcomeOf ? { ...labels, outcome } : labels);
  }
}
