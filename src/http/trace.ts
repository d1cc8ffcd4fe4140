import type { Platform } from '../platform/platform.ts';

/** W3C Trace Context, version 00. */
const traceparent = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The trace that a request says it is part of. */
export function traceOf({ headers }: Request): string | undefined {
  const given = headers.get('traceparent');
  return given !== null && traceparent.test(given) ? given : undefined;
}

/** Whom the request asks, as a payment provider, is told of its trace; where spans are made, of the last one. */
export function passingOn(
  { fetch }: Pick<Platform, 'fetch'>,
  trace: string | undefined,
): Partial<Pick<Platform, 'fetch'>> {
  if (trace === undefined) return {};
  return {
    fetch: (input, init) => {
      const headers = new Headers(init?.headers ?? (input as Partial<Request>).headers);
      headers.set('traceparent', trace);
      return fetch(input, { ...init, headers });
    },
  };
}
