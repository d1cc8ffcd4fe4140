const exposed =
  'ETag, Location, Retry-After, Request-Id, Idempotency-Replayed, Consistency-Token, Server-Timing, RateLimit, RateLimit-Policy';
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

/** What differs from answer to answer. */
interface Told {
  readonly requestId: string;
  readonly cache: string | undefined;
  readonly appMs: number;
  /** Whether what was read may be older than it should be. */
  readonly stale: boolean;
  readonly traceparent: string | undefined;
}

const onEveryAnswer = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': exposed,
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
} as const;

/** What every answer carries beside what is its own. */
export function standardHeaders(told: Told) {
  const { requestId, cache, appMs, traceparent: trace } = told;
  const database = told.stale ? ', db;desc=stale' : '';
  const headers: Record<string, string> = {
    ...onEveryAnswer,
    'request-id': requestId,
    'server-timing': `cache;desc=${cache ?? 'bypass'}, app;dur=${appMs}${database}`,
  };
  if (trace !== undefined && traceparent.test(trace)) headers['traceparent'] = trace;
  return headers;
}

/** Adds them to an answer; a route that wants to be cached has said so already. */
export function withStandardHeaders(response: Response, told: Told): Response {
  const { headers } = response;
  for (const [name, value] of Object.entries(standardHeaders(told))) headers.set(name, value);
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
  return response;
}
