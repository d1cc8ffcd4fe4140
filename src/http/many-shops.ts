import type { IdSource } from '../core/id.ts';
import { type Directory, type Shop, shopOfRequest } from '../platform/shops.ts';
import { pathOf, refuse } from './refusal.ts';

type Answered = Response | Promise<Response>;

/** Serves a request by the shop that it is for, in a deployment that serves many. */
export function serveOneOf(
  { directory, ids }: { readonly directory: Directory; readonly ids: IdSource },
  request: Request,
  serve: (shop: Shop) => Answered,
): Answered {
  const path = pathOf(request);
  // Asked by balancers, which call no shop by its name.
  if (path === '/health') return Response.json(ok);
  if (path === '/ready')
    return directory.all().then(
      () => Response.json(ok),
      () => refuse(ids, request, 'database_unavailable'),
    );
  const found = shopOfRequest(directory, request);
  const answered =
    found instanceof Promise ? found.then((shop) => shop && serve(shop)) : found && serve(found);
  if (!(answered instanceof Promise)) return answered ?? refuse(ids, request, 'shop_not_found');
  // An app answers whatever happens in it: what fails here is finding the shop, or opening it.
  return answered.then(
    (response) => response ?? refuse(ids, request, 'shop_not_found'),
    () => refuse(ids, request, 'database_unavailable'),
  );
}

const ok = { status: 'ok' } as const;
