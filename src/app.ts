import { type Context as HonoContext, Hono } from 'hono';
import { ShopError } from './core/error.ts';
import { requestContext } from './http/context.ts';
import { mountDocs } from './http/docs.ts';
import { toProblem } from './http/errors.ts';
import { addHeaders, preflight, standardHeaders } from './http/headers.ts';
import { limits } from './http/limits.ts';
import type { AnyOperation } from './http/operation.ts';
import { inParts, type Part } from './http/parts.ts';
import { readyAnswer } from './http/ready-answer.ts';
import { areLongerThan } from './http/request.ts';
import { type App, mount, type Noted } from './http/router.ts';
import { traceOf } from './http/trace.ts';
import type { Served } from './platform/observe.ts';
import type { Context } from './platform/context.ts';
import type { Platform } from './platform/platform.ts';
import { callerOfKey } from './shop/access/index.ts';

/** Every operation, one line a room: public ones first. A part is loaded at the first request for it. */
export const parts: readonly Part[] = [
  {
    paths: ['/v1/products', '/v1/collections', '/v1/search', '/v1/shop', '/v1/availability'],
    load: async () => [
      ...(await import('./shop/catalog/routes.ts')).catalogRoutes,
      ...(await import('./shop/inventory/routes.ts')).inventoryRoutes,
      ...(await import('./shop/checkout/shop-routes.ts')).shopRoutes,
    ],
  },
  {
    paths: ['/v1/carts', '/v1/orders', '/v1/payments'],
    load: async () => [
      ...(await import('./shop/cart/routes.ts')).cartRoutes,
      ...(await import('./shop/checkout/routes.ts')).checkoutRoutes,
      ...(await import('./shop/orders/routes.ts')).orderRoutes,
      ...(await import('./shop/orders/payment-routes.ts')).paymentRoutes,
    ],
  },
  {
    paths: ['/v1/admin'],
    load: async () => [
      ...(await import('./shop/catalog/admin-routes.ts')).catalogAdminRoutes,
      ...(await import('./shop/catalog/import-routes.ts')).importRoutes,
      ...(await import('./shop/inventory/admin-routes.ts')).inventoryAdminRoutes,
      ...(await import('./shop/orders/admin-routes.ts')).orderAdminRoutes,
      ...(await import('./shop/promotions/admin-routes.ts')).promotionsAdminRoutes,
      ...(await import('./shop/shipping/admin-routes.ts')).shippingAdminRoutes,
      ...(await import('./shop/tax/admin-routes.ts')).taxAdminRoutes,
      ...(await import('./shop/settings/admin-routes.ts')).settingsAdminRoutes,
      ...(await import('./shop/access/admin-routes.ts')).accessAdminRoutes,
      ...(await import('./shop/webhooks/admin-routes.ts')).webhookAdminRoutes,
      ...(await import('./http/dead-letters.ts')).deadLetterRoutes,
      ...(await import('./http/admin-health.ts')).adminHealthRoutes(
        (await import('./shop/webhooks/index.ts')).measureWebhooks,
      ),
    ],
  },
  {
    paths: ['/health', '/ready'],
    load: async () => (await import('./http/health.ts')).healthRoutes,
  },
];

/** All of them, for scripts and tests: no entry point asks for this. */
export async function everyOperation(): Promise<AnyOperation[]> {
  return (await Promise.all(parts.map(({ load }) => load()))).flat();
}

const uriLengthMax = 8_192;

/** The whole API, on any runtime. */
export interface Api {
  fetch(request: Request, platform: Platform): Response | Promise<Response>;
  /** The same, asked by path: `request('/v1/shop', {}, platform)`. */
  request(path: string, init: RequestInit, platform: Platform): Promise<Response>;
  /** Loads the parts that no request has asked for yet. */
  loadAll(): Promise<void>;
}

/** Most reads are answered from memory at once; everything else goes through the router. */
export function createApp(): Api {
  const router = inParts(parts, createRouter);
  const fetch: Api['fetch'] = (request, platform) =>
    readyAnswer(platform, request) ?? router.fetch(request, platform);
  return {
    fetch,
    request: async (path, init, platform) =>
      await fetch(new Request(new URL(path, 'http://localhost'), init), platform),
    loadAll: router.loadAll,
  };
}

function createRouter(operations: readonly AnyOperation[]): App {
  const app: App = new Hono();

  app.use(async (c, next) => {
    const { observe } = c.env;
    if (observe) await observe.request(c.req.raw, () => serve(c, next));
    else await serve(c, next);
  });

  mount(app, operations, callerOfKey);
  mountDocs(app, {
    testTokens: async () => (await import('./shop/payments/index.ts')).testTokens,
    limits,
  });

  app.notFound((c) => {
    // Answered, not thrown: what is thrown here goes past the middleware that adds the headers.
    const error = new ShopError('not_found', {}, `There is nothing at ${c.req.path}`);
    return refusal(c, error);
  });
  app.onError((error, c) => refusal(c, error));
  return app;
}

type Asked = HonoContext<{ Bindings: Platform; Variables: Noted }>;

/** What is done with every request, whatever it asks for. */
async function serve(c: Asked, next: () => Promise<void>): Promise<Served> {
  const request = c.req.raw;
  const ctx = requestContext(c.env, request);
  c.set('ctx', ctx);
  const begunMs = ctx.clock.nowMs();
  const took = () => ({
    appMs: ctx.clock.nowMs() - begunMs,
    databaseMs: ctx.databaseMs?.() ?? 0,
  });
  const headers = () =>
    standardHeaders({
      requestId: ctx.requestId,
      cache: c.get('cache'),
      ...took(),
      stale: ctx.copies.primaryIsAway(),
      traceparent: traceOf(request),
    });
  c.set('headers', headers);
  if (request.method === 'OPTIONS') c.res = preflight();
  else if (request.url.length > uriLengthMax) c.res = refusal(c, new ShopError('uri_too_long'));
  else if (c.env.headersMax !== undefined && areLongerThan(request.headers, c.env.headersMax))
    c.res = refusal(c, new ShopError('headers_too_large'));
  else await next();
  if (request.method === 'HEAD') await tellLength(c.res);
  if (!c.get('complete')) addHeaders(c.res, headers());
  const served: Served = {
    operation: c.get('operation'),
    status: c.res.status,
    cache: c.get('cache'),
    problem: c.get('problem'),
  };
  // Neither path nor query: there are carts' ids in them, which open carts, and what people look for.
  const { appMs: ms, databaseMs: db_ms } = took();
  ctx.log('debug', 'request', { method: request.method, ...served, ms, db_ms });
  return served;
}

/** The router takes the body of a HEAD away, and of what is gone a server would tell its own length: none. */
async function tellLength(response: Response): Promise<void> {
  if (!response.body) return;
  const { byteLength } = await response.arrayBuffer();
  response.headers.set('content-length', String(byteLength));
}

function refusal(c: Asked, error: unknown): Response {
  // Without one where the very target of the request cannot be read.
  const ctx = (c.get('ctx') as Context | undefined) ?? { requestId: '', log: c.env.log };
  const { code, status, body, headers } = toProblem(ctx, error, c.req.path);
  c.set('problem', code);
  return new Response(body, { status, headers });
}
