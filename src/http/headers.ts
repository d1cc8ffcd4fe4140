const exposed =
  'ETag, Location, Retry-After, Request-Id, Idempotency-Replayed, Consistency-Token, Server-Timing, RateLimit, RateLimit-Policy';
const allowed =
  'Content-Type, Idempotency-Key, If-Match, If-None-Match, Consistency-Token, Authorization';

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
  readonly databaseMs: number;
  /** Whether what was read may be older than it should be. */
  readonly stale: boolean;
  /** Of the caller; well-formed. */
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
  const { requestId, cache, appMs, databaseMs, traceparent } = told;
  const stale = told.stale ? ';desc=stale' : '';
  const headers: Record<string, string> = {
    ...onEveryAnswer,
    'request-id': requestId,
    'server-timing': `cache;desc=${cache ?? 'bypass'}, app;dur=${appMs}, db;dur=${databaseMs}${stale}`,
  };
  if (traceparent !== undefined) headers['traceparent'] = traceparent;
  return headers;
}

/** Adds them to an answer; a route that wants to be cached has said so already. */
export function addHeaders(
  { headers }: Response,
  standard: Readonly<Record<string, string>>,
): void {
  for (const [name, value] of Object.entries(standard)) headers.set(name, value);
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
}
