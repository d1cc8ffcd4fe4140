import {
  type Context,
  context,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  type SpanOptions,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';

/** How spans are made; `untraced` makes none. */
export interface Tracing {
  /** Does work as a part of whatever is under way here, or of `parent`. */
  span<Result>(
    name: string,
    options: SpanOptions & { readonly parent?: Context },
    run: (span?: Span) => Promise<Result>,
  ): Promise<Result>;
  /** What is under way here. */
  current(): SpanContext | undefined;
}

export const untraced: Tracing = {
  span: (_name, _options, run) => run(),
  current: () => undefined,
};

export const createTracing = (tracer: Tracer): Tracing => ({
  async span(name, { parent = context.active(), ...options }, run) {
    const span = tracer.startSpan(name, options, parent);
    try {
      return await context.with(trace.setSpan(parent, span), () => run(span));
    } catch (error) {
      // Its kind and not its text, in which there may be somebody's data.
      span.setAttribute('error.type', kindOf(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  },
  current: () => trace.getSpanContext(context.active()),
});

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

const propagator = new W3CTraceContextPropagator();

/** The trace that a request says it is part of; on Deno the runtime may have read it already. */
export function traceOf(headers: Headers): Context {
  const here = context.active();
  if (trace.getSpan(here)) return here;
  return propagator.extract(ROOT_CONTEXT, headers, {
    get: (carrier: Headers, name) => carrier.get(name) ?? undefined,
    keys: (carrier: Headers) => [...carrier.keys()],
  });
}

/** The headers that tell whoever is asked now which trace that is part of; they replace the caller's. */
export function traceHeaders(): Record<string, string> {
  const carrier: Record<string, string> = {};
  propagator.inject(context.active(), carrier, {
    set: (to: Record<string, string>, name, value) => void (to[name] = value),
  });
  return carrier;
}

/** A beginning of its own, whatever is under way where it is begun. */
export const nothingBefore = ROOT_CONTEXT;

export const partOf = (parent: SpanContext | undefined): Context =>
  parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;

export const kinds = SpanKind;

/** A span of what failed without an error, such as an answer of 500. */
export function markFailed(span: Span | undefined): void {
  span?.setStatus({ code: SpanStatusCode.ERROR });
}
