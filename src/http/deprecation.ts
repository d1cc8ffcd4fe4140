import type { MiddlewareHandler } from 'hono';

/** That an operation is going to end. Times are RFC 3339 dates. */
export interface Deprecation {
  readonly since: string;
  readonly sunset?: string;
  /** The path of what replaces it. */
  readonly successor?: string;
}

/** Says in every answer that the operation is going to end: RFC 9745, RFC 8594, RFC 5829. */
export function announceEnd({ since, sunset, successor }: Deprecation): MiddlewareHandler {
  return async (c, next) => {
    await next();
    c.res.headers.set('deprecation', `@${Date.parse(since) / 1_000}`);
    if (sunset !== undefined) c.res.headers.set('sunset', new Date(sunset).toUTCString());
    if (successor !== undefined)
      c.res.headers.append('link', `<${successor}>; rel="successor-version"`);
  };
}
