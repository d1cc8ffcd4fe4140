import { ShopError } from '../core/error.ts';
import { pathOf } from '../core/target.ts';
import type { Platform } from '../platform/platform.ts';
import { type Directory, type Shop, shopOfRequest } from '../platform/shops.ts';
import { strangerOf } from './rate-limit.ts';
import { refuse } from './refusal.ts';

type Answered = Response | Promise<Response>;

/** What there is of a platform before the shop is known: limits of strangers are the deployment's. */
export type Deployment = Pick<Platform, 'config' | 'clock' | 'random' | 'peer'>;

/** Serves a request by the shop that it is for, in a deployment that serves many. */
export function serveOneOf(
  { directory, deployment }: { readonly directory: Directory; readonly deployment: Deployment },
  request: Request,
  serve: (shop: Shop) => Answered,
): Answered {
  const path = pathOf(request.url);
  // Asked by balancers, which call no shop by its name.
  if (path === '/health') return Response.json(ok);
  if (path === '/ready')
    return directory.reach().then(
      () => Response.json(ok),
      () => refuse(deployment, request, 'database_unavailable'),
    );
  const found = shopOfRequest(directory, request, strangerOf(deployment, request));
  const answered =
    found instanceof Promise ? found.then((shop) => shop && serve(shop)) : found && serve(found);
  const notFound = () => refuse(deployment, request, 'shop_not_found');
  if (!(answered instanceof Promise)) return answered ?? notFound();
  // An app answers whatever happens in it: what fails here is finding the shop, or opening it.
  return answered.then(
    (response) => response ?? notFound(),
    (error: unknown) =>
      refuse(deployment, request, error instanceof ShopError ? error : 'database_unavailable'),
  );
}

const ok = { status: 'ok' } as const;
