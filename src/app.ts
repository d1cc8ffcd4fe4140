import { Hono } from 'hono';
import { ShopError } from './core/error.ts';
import { adminHealthRoutes } from './http/admin-health.ts';
import { requestContext } from './http/context.ts';
import { deadLetterRoutes } from './http/dead-letters.ts';
import { mountDocs } from './http/docs.ts';
import { toProblem } from './http/errors.ts';
import { preflight, withStandardHeaders } from './http/headers.ts';
import { healthRoutes } from './http/health.ts';
import { limits } from './http/limits.ts';
import type { AnyOperation } from './http/operation.ts';
import { readyAnswer } from './http/ready-answer.ts';
import { type App, mount } from './http/router.ts';
import type { Context } from './platform/context.ts';
import type { Platform } from './platform/platform.ts';
import { accessAdminRoutes } from './shop/access/admin-routes.ts';
import { callerOfKey } from './shop/access/index.ts';
import { cartRoutes } from './shop/cart/routes.ts';
import { catalogAdminRoutes } from './shop/catalog/admin-routes.ts';
import { importRoutes } from './shop/catalog/import-routes.ts';
import { catalogRoutes } from './shop/catalog/routes.ts';
import { checkoutRoutes } from './shop/checkout/routes.ts';
import { inventoryAdminRoutes } from './shop/inventory/admin-routes.ts';
import { inventoryRoutes } from './shop/inventory/routes.ts';
import { orderAdminRoutes } from './shop/orders/admin-routes.ts';
import { paymentRoutes } from './shop/orders/payment-routes.ts';
import { orderRoutes } from './shop/orders/routes.ts';
import { testTokens } from './shop/payments/index.ts';
import { promotionsAdminRoutes } from './shop/promotions/admin-routes.ts';
import { settingsAdminRoutes } from './shop/settings/admin-routes.ts';
import { shippingAdminRoutes } from './shop/shipping/admin-routes.ts';
import { taxAdminRoutes } from './shop/tax/admin-routes.ts';
import { webhookAdminRoutes } from './shop/webhooks/admin-routes.ts';
import { measureWebhooks } from './shop/webhooks/index.ts';

/** Every operation, one line a room: public ones first. */
export const operations: readonly AnyOperation[] = [
  ...catalogRoutes,
  ...inventoryRoutes,
  ...cartRoutes,
  ...checkoutRoutes,
  ...orderRoutes,
  ...paymentRoutes,
  ...catalogAdminRoutes,
  ...importRoutes,
  ...inventoryAdminRoutes,
  ...orderAdminRoutes,
  ...promotionsAdminRoutes,
  ...shippingAdminRoutes,
  ...taxAdminRoutes,
  ...settingsAdminRoutes,
  ...accessAdminRoutes,
  ...webhookAdminRoutes,
  ...deadLetterRoutes,
  ...adminHealthRoutes(measureWebhooks),
  ...healthRoutes,
];

const uriLengthMax = 8_192;

/** The whole API, on any runtime. */
export interface Api {
  fetch(request: Request, platform: Platform): Response | Promise<Response>;
  /** The same, asked by path: `request('/v1/shop', {}, platform)`. */
  request(path: string, init: RequestInit, platform: Platform): Promise<Response>;
}

/** Most reads are answered from memory at once; everything else goes through the router. */
export function createApp(): Api {
  const router = createRouter();
  const fetch: Api['fetch'] = (request, platform) =>
    readyAnswer(platform, request) ?? router.fetch(request, platform);
  return {
    fetch,
    request: async (path, init, platform) =>
      await fetch(new Request(new URL(path, 'http://localhost'), init), platform),
  };
}

function createRouter(): App {
  const app: App = new Hono();

  app.use(async (c, next) => {
    const request = c.req.raw;
    const ctx = requestContext(c.env, request);
    c.set('ctx', ctx);
    const begunMs = ctx.clock.nowMs();
    if (request.method === 'OPTIONS') c.res = preflight();
    else if (request.url.length > uriLengthMax)
      c.res = refusal(ctx, new ShopError('uri_too_long'), c.req.path);
    else await next();
    withStandardHeaders(c.res, {
      requestId: ctx.requestId,
      cache: c.get('cache'),
      appMs: ctx.clock.nowMs() - begunMs,
      traceparent: c.req.header('traceparent'),
    });
  });

  mount(app, operations, callerOfKey);
  mountDocs(app, { testTokens, limits });

  app.notFound((c) => {
    // Answered, not thrown: what is thrown here goes past the middleware that adds the headers.
    const error = new ShopError('not_found', {}, `There is nothing at ${c.req.path}`);
    return refusal(c.get('ctx'), error, c.req.path);
  });
  app.onError((error, c) => {
    return refusal(c.get('ctx'), error, c.req.path);
  });
  return app;
}

function refusal(ctx: Context, error: unknown, path: string): Response {
  const { status, body, headers } = toProblem(ctx, error, path);
  return new Response(body, { status, headers });
}
