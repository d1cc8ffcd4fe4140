import type { z } from '@hono/zod-openapi';
import type { Scope } from '../core/caller.ts';
import type { ProblemCode } from '../core/error.ts';
import type { Context } from '../platform/context.ts';
import type { ActorKind } from '../platform/platform.ts';
import type { Deprecation } from './deprecation.ts';
import type { CacheRule } from './edge-cache.ts';
import type { PolicyName } from './rate-policies.ts';

type Shape = z.ZodObject;
type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What an operation promises: the documentation, the validation and the pipeline are made of it. */
export interface OperationSpec<Path, Query, Body> {
  readonly id: string;
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** With parameters in braces, as OpenAPI writes them. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  /**
   * `public`: anybody. `holder`: the bearer of a secret that the verb checks itself (an order's access
   * token, a provider's signature). Else an API key that holds the scope.
   */
  readonly access: 'public' | 'holder' | Scope;
  readonly params?: Path;
  readonly query?: Query;
  readonly body?: Body;
  /** The body is handed over as a stream, unread and without the limit of 1 MiB. */
  readonly streams?: { readonly mediaTypes: readonly string[] };
  readonly response: z.ZodType;
  /** When the answer is 303 instead. */
  readonly redirects?: string;
  readonly status?: 200 | 201 | 204;
  /** Codes that this operation may answer beyond those that every one may. */
  readonly problems: readonly ProblemCode[];
  readonly idempotency?: 'required' | 'optional' | 'secret';
  /** The verb claims the key in the transaction of its effect, and can find it taken only there. */
  readonly claimsItself?: true;
  /**
   * The actor that keeps the answers under a key, where its home can: what else changes it is there, too. Its id
   * is asked for only there: nobody would hear of the failure of one that was begun for nothing.
   */
  readonly answersWith?: (
    ctx: Context,
    asked: { readonly params: Parsed<Path>; readonly key: string },
  ) => { readonly kind: ActorKind; readonly id: () => string | Promise<string> };
  readonly precondition?: 'required' | 'optional';
  /** Which limit it counts for, where that does not follow from the rest. */
  readonly limit?: PolicyName;
  readonly cache?: CacheRule<Parsed<Path>, Parsed<Query>>;
  /** Where the resource that was created is read. */
  readonly location?: (resource: { readonly id: string }) => string;
  /** A body as an example; it is run as a test. */
  readonly example?: unknown;
  readonly deprecated?: Deprecation;
  /** The answer holds a secret that is not told twice. */
  readonly showsSecret?: true;
}

/** A request that passed validation. */
export interface Input<Path, Query, Body> {
  readonly params: Parsed<Path>;
  readonly query: Parsed<Query>;
  readonly body: Parsed<Body>;
  /** The version that the caller insists on; undefined for `*` or none. */
  readonly ifMatch: number | undefined;
  readonly bearer: string | undefined;
  readonly request: Request;
}

export interface Operation<
  Path = Shape | undefined,
  Query = Shape | undefined,
  Body = z.ZodType | undefined,
> {
  readonly spec: OperationSpec<Path, Query, Body>;
  readonly run: (ctx: Context, input: Input<Path, Query, Body>) => Promise<unknown>;
}

/** Any operation, whatever its shapes: what the router and the document see. */
export type AnyOperation = Operation<Shape | undefined, Shape | undefined, z.ZodType | undefined>;

/** One operation: its contract and, beside it, the verb that does it. */
export function operation<
  Path extends Shape | undefined = undefined,
  Query extends Shape | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(
  spec: OperationSpec<Path, Query, Body>,
  run: (ctx: Context, input: Input<Path, Query, Body>) => Promise<unknown>,
): AnyOperation {
  // The router hands `run` only what these very schemas parsed, so widening the parameters is sound.
  return { spec, run } as unknown as AnyOperation;
}
