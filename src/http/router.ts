import type { Hono } from 'hono';
import { ShopError } from '../core/error.ts';
import { forgetVersions } from '../db/cache-versions.ts';
import { type Answers, answersInDatabase } from '../db/commands.ts';
import { forgetRemembered } from '../db/remembered.ts';
import { type Context, contextWith } from '../platform/context.ts';
import type { Platform } from '../platform/platform.ts';
import { inHand, refuseIfCrowded } from './admission.ts';
import { authorize, type KeyCheck, readBearer } from './auth.ts';
import {
  havingSeen,
  issueConsistencyToken,
  readConsistencyToken,
  type Seen,
} from './consistency.ts';
import { inTime } from './deadline.ts';
import { keyOf, throughEdgeCache } from './edge-cache.ts';
import { announceEnd } from './deprecation.ts';
import { toProblem } from './errors.ts';
import { type Answer, isKept, type Made, once, readClaim } from './idempotency.ts';
import type { AnyOperation, Input } from './operation.ts';
import { isLimited, withinLimits } from './rate-limit.ts';
import { rememberUrl } from './ready-answer.ts';
import { type ParsedRequest, parseRequest } from './request.ts';

export type App = Hono<{ Bindings: Platform; Variables: Noted }>;

/** What is found out about a request on its way. */
export interface Noted {
  ctx: Context;
  operation: string;
  cache: string;
  problem: string;
  /** What every answer carries, as it is known by now. */
  headers: () => Readonly<Record<string, string>>;
  /** Whether the answer was made with them: adding them later takes longer. */
  complete: boolean;
}

/** Adds operations to the app, and 405 for the methods that their paths do not have. */
export function mount(app: App, operations: readonly AnyOperation[], check: KeyCheck): void {
  const methods = new Map<string, string[]>();
  for (const each of operations) {
    const path = each.spec.path.replaceAll(/\{(\w+)\}/g, ':$1');
    methods.set(path, [...(methods.get(path) ?? []), each.spec.method.toUpperCase()]);
    if (each.spec.deprecated)
      app.on(each.spec.method.toUpperCase(), path, announceEnd(each.spec.deprecated));
    app.on(each.spec.method.toUpperCase(), path, async (c) => {
      c.set('operation', each.spec.id);
      const bearer = readBearer(c.req.header('authorization'));
      const serving = {
        request: c.req.raw,
        params: c.req.param() as Record<string, string>,
        bearer,
        authorized: c.req.header('authorization') !== undefined,
        check,
        path: c.req.path,
        noteCache: (state: string) => c.set('cache', state),
        headers: c.get('headers'),
      };
      const ctx = c.get('ctx');
      const served = isLimited(ctx)
        ? withinLimits(ctx, { operation: each, serving, serve })
        : serve(ctx, each, serving);
      // A stream takes as long as its sender sends.
      const response = each.spec.streams ? await served : await inTime(ctx, served);
      c.set('complete', each.spec.cache !== undefined);
      return response;
    });
  }
  for (const [path, allowed] of methods) {
    app.all(path, () => {
      const allow = [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(
        ', ',
      );
      throw new ShopError('method_not_allowed', { headers: { allow } });
    });
  }
}

interface Serving {
  readonly request: Request;
  readonly params: Record<string, string>;
  readonly bearer: string | undefined;
  readonly authorized: boolean;
  readonly check: KeyCheck;
  readonly path: string;
  readonly noteCache: (state: string) => void;
  readonly headers: Noted['headers'];
}

/** One request, top to bottom: who, what, once, done, answered. */
async function serve(
  platform: Context,
  operation: AnyOperation,
  serving: Serving,
): Promise<Response> {
  const { spec } = operation;
  const { request, bearer, check } = serving;
  const token = request.headers.get('consistency-token');
  const seen = token === null ? undefined : await readConsistencyToken(platform, token);
  const able = spec.method === 'get' ? outliving(platform, seen) : platform;
  const ctx = contextWith(seen ? await havingSeen(able, seen) : able, {
    caller: await authorize(able, { access: spec.access, bearer, check }),
  });
  if (spec.method !== 'get') refuseIfCrowded(platform);
  const { input, bodyText } = await parseRequest(ctx, operation, request, serving);
  const run = (inner: Context) =>
    operation.run(inner, input as Input<undefined, undefined, undefined>);

  if (spec.cache) {
    const { cache } = spec;
    const cacheable = {
      operation: spec.id,
      key: keyOf(serving.path, (input.query ?? {}) as Record<string, unknown>),
      tags: cache.tags,
      scopes: cache.scopes(input.params, input.query),
      ttlSeconds: cache.ttlSeconds,
    };
    const bypass = seen !== undefined || serving.authorized;
    if (!bypass) rememberUrl(platform, request.url, cacheable);
    const ifNoneMatch = request.headers.get('if-none-match') ?? undefined;
    const cached = { cacheable, ifNoneMatch, bypass };
    const { noteCache: note, headers } = serving;
    const response = await throughEdgeCache(ctx, cached, { produce: run, note, headers });
    return seen ? await withToken(ctx, response, seen) : response;
  }
  if (spec.method === 'get') {
    const response = respond(operation, await run(ctx));
    return seen ? await withToken(ctx, response, seen) : response;
  }
  const response = await inHand(ctx, (inner) =>
    mutate(inner, operation, { serving, input, bodyText, run }),
  );
  return response.status < 300 ? await withToken(ctx, response, seen) : response;
}

/** What binds nothing is read also while the primary is away. */
const outliving = (platform: Context, seen: Seen | undefined): Context =>
  contextWith(platform, { db: platform.copies.surviving(seen?.progress) });

async function withToken(
  ctx: Context,
  response: Response,
  seen: Seen | undefined,
): Promise<Response> {
  response.headers.set('consistency-token', await issueConsistencyToken(ctx, seen));
  return response;
}

interface Mutating {
  readonly serving: Serving;
  readonly input: ParsedRequest['input'];
  readonly bodyText: string;
  readonly run: (ctx: Context) => Promise<unknown>;
}

async function mutate(
  ctx: Context,
  operation: AnyOperation,
  { serving, input, bodyText, run }: Mutating,
): Promise<Response> {
  const { spec } = operation;
  const status = spec.status ?? 200;
  const claim = spec.idempotency
    ? readClaim(ctx, spec.idempotency, {
        header: serving.request.headers.get('idempotency-key') ?? undefined,
        successStatus: status,
        asked: {
          method: spec.method,
          path: serving.path,
          query: new URL(serving.request.url).search,
          bodyText,
        },
      })
    : undefined;
  const written = async (inner: Context) => {
    const resource = await run(inner);
    // Whoever changed anything of the shop sees it at once in this process.
    if (spec.access.endsWith(':write')) forgetRemembered(ctx);
    if (/^(catalog|settings):/.test(spec.access)) forgetVersions(ctx);
    return resource;
  };
  return claim
    ? fromAnswer(
        operation,
        await once(ctx, claim, {
          execute: (inner) => execute(inner, { status, run: written, path: serving.path }),
          lookFirst: spec.claimsItself !== true,
          answers: await answersOf(ctx, spec, { params: input.params, key: claim.key }),
        }),
      )
    : respond(operation, await written(ctx));
}

/** Where the answers of an operation are kept: with the actor that it changes, or in the database. */
async function answersOf(
  ctx: Context,
  { answersWith }: AnyOperation['spec'],
  asked: Parameters<NonNullable<AnyOperation['spec']['answersWith']>>[1],
): Promise<Answers> {
  const actor = answersWith?.(ctx, asked);
  const answers = actor && ctx.mailbox(actor.kind).answers?.(await actor.id());
  return answers ?? answersInDatabase(ctx.db, ctx.writer);
}

/** Runs the verb; a refusal that is kept becomes the answer, any other is thrown on. */
async function execute(
  ctx: Context,
  { status, run, path }: { status: number; run: (ctx: Context) => Promise<unknown>; path: string },
): Promise<Made> {
  try {
    const resource = await run(ctx);
    return { status, body: resource === undefined ? '' : JSON.stringify(resource), resource };
  } catch (error) {
    if (!(error instanceof ShopError) || !isKept(error.status, error.code)) throw error;
    return toProblem(ctx, error, path);
  }
}

function fromAnswer(operation: AnyOperation, answer: Answer): Response {
  const { status, body, replayed } = answer;
  if (replayed && operation.spec.showsSecret && status < 300) {
    throw new ShopError('already_created', { id: (JSON.parse(body) as { id: string }).id });
  }
  const headers = new Headers(replayed ? { 'idempotency-replayed': 'true' } : {});
  if (status >= 400) {
    headers.set('content-type', 'application/problem+json');
    return new Response(body, { status, headers });
  }
  const told = answer.resource ?? (body === '' ? undefined : (JSON.parse(body) as unknown));
  return withResource(operation, told, {
    status,
    body,
    headers,
  });
}

/** The version is for If-Match only: a body may change without it, by prices or stock, so there is no 304 here. */
function respond(operation: AnyOperation, resource: unknown): Response {
  if (resource instanceof Response) return resource;
  const body = resource === undefined ? '' : JSON.stringify(resource);
  const made = { status: operation.spec.status ?? 200, body, headers: new Headers() };
  return withResource(operation, resource, made);
}

function withResource(
  { spec }: AnyOperation,
  resource: unknown,
  { status, body, headers }: { status: number; body: string; headers: Headers },
): Response {
  if (resource === undefined) return new Response(null, { status: 204, headers });
  const { id, version } = resource as { id?: string; version?: number };
  if (version !== undefined) headers.set('etag', `"${version}"`);
  if (spec.location && id !== undefined)
    headers.set('location', spec.location({ ...resource, id }));
  headers.set('content-type', 'application/json');
  return new Response(body, { status, headers });
}
