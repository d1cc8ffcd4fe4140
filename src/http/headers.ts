import type { Context } from '../platform/context.ts';

const exposed =
  'ETag, Location, Retry-After, Request-Id, Idempotency-Replayed, Consistency-Token, Server-Timing';
const allowed =
  'Content-Type, Idempotency-Key, If-Match, If-None-Match, Consistency-Token, Authorization';

/** W3C Trace Context, version 00. */
const traceparent = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Answers a CORS preflight: everybody may call, nobody sends cookies. */
export function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, POST, PATCH, DELETE, OPTIONS',
      'access-control-allow-headers': allowed,
      'access-control-max-age': '86400',
    },
  });
}

/** What every answer carries; a route that wants to be cached has said so already. */
export function withStandardHeaders(
  response: Response,
  ctx: Pick<Context, 'requestId'>,
  timing: {
    readonly cache: string | undefined;
    readonly appMs: number;
    readonly traceparent: string | undefined;
  },
): Response {
  const { headers } = response;
  headers.set('request-id', ctx.requestId);
  headers.set('server-timing', `cache;desc=${timing.cache ?? 'bypass'}, app;dur=${timing.appMs}`);
  if (timing.traceparent !== undefined && traceparent.test(timing.traceparent))
    headers.set('traceparent', timing.traceparent);
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
  headers.set('access-control-allow-origin', '*');
  headers.set('access-control-expose-headers', exposed);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'no-referrer');
  headers.set('strict-transport-security', 'max-age=31536000');
  return response;
}
