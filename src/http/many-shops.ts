import { ShopError } from '../core/error.ts';
import type { IdSource } from '../core/id.ts';
import { type Directory, type Shop, shopOfRequest } from '../platform/shops.ts';
import { requestIdOf } from './context.ts';
import { toProblem } from './errors.ts';
import { standardHeaders } from './headers.ts';

type Answered = Response | Promise<Response>;

/** Serves a request by the shop that it is for, in a deployment that serves many. */
export function serveOneOf(
  { directory, ids }: { readonly directory: Directory; readonly ids: IdSource },
  request: Request,
  serve: (shop: Shop) => Answered,
): Answered {
  const path = pathOf(request);
  const refuse = (code: Refusal) => refusal(code, { path, requestId: requestIdOf(ids, request) });
  // Asked by balancers, which call no shop by its name.
  if (path === '/health') return Response.json(ok);
  if (path === '/ready')
    return directory.all().then(
      () => Response.json(ok),
      () => refuse('database_unavailable'),
    );
  const found = shopOfRequest(directory, request);
  const answered =
    found instanceof Promise ? found.then((shop) => shop && serve(shop)) : found && serve(found);
  if (!(answered instanceof Promise)) return answered ?? refuse('shop_not_found');
  // An app answers whatever happens in it: what fails here is finding the shop, or opening it.
  return answered.then(
    (response) => response ?? refuse('shop_not_found'),
    () => refuse('database_unavailable'),
  );
}

const ok = { status: 'ok' } as const;

type Refusal = 'shop_not_found' | 'database_unavailable';

function refusal(
  code: Refusal,
  { path, requestId }: { readonly path: string; readonly requestId: string },
): Response {
  const error = new ShopError(code, code === 'database_unavailable' ? { retry_after: 2 } : {});
  const { status, body, headers } = toProblem({ requestId, log: () => undefined }, error, path);
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

/** Making a whole URL for each request would be felt. */
function pathOf({ url }: Request): string {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  const end = url.indexOf('?', start);
  return end < 0 ? url.slice(start) : url.slice(start, end);
}
