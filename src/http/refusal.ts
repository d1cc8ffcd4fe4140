import { ShopError } from '../core/error.ts';
import type { IdSource } from '../core/id.ts';
import { pathOf } from '../core/target.ts';
import { requestIdOf } from './context.ts';
import { toProblem } from './errors.ts';
import { standardHeaders } from './headers.ts';

type Refusal = 'shop_not_found' | 'database_unavailable';

/** The answer to a request that no app can take yet. */
export function refuse(ids: IdSource, request: Request, why: Refusal | ShopError): Response {
  const error =
    why instanceof ShopError
      ? why
      : new ShopError(why, why === 'database_unavailable' ? { retry_after: 2 } : {});
  const requestId = requestIdOf(ids, request);
  const { status, body, headers } = toProblem(
    { requestId, log: () => undefined },
    error,
    pathOf(request.url),
  );
  const standard = standardHeaders({
    requestId,
    cache: undefined,
    appMs: 0,
    databaseMs: 0,
    stale: false,
    traceparent: undefined,
  });
  return new Response(body, {
    status,
    headers: { ...standard, 'cache-control': 'private, no-store', ...headers },
  });
}
