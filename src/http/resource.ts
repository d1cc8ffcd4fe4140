import { z } from '@hono/zod-openapi';
import type { Scope } from '../core/caller.ts';
import { type ProblemCode, ShopError } from '../core/error.ts';
import { type IdKind } from '../core/id.ts';
import type { Context } from '../platform/context.ts';
import { id, listOf, pageQuery } from './contract.ts';
import { type AnyOperation, operation } from './operation.ts';
import type { PageRequest } from './pagination.ts';

/** What an admin resource with the usual five operations differs in. */
export interface ResourceSpec<
  Input extends z.ZodType,
  Change extends z.ZodType,
  Query extends z.ZodObject,
> {
  /** `ShippingZone`: names the operations. */
  readonly name: string;
  /** Names the reads where the public has a read of that name. */
  readonly readName?: string;
  /** `shipping zone`, with its article. */
  readonly noun: readonly [article: 'a' | 'an', noun: string, plural: string];
  readonly path: string;
  readonly tag: string;
  readonly kind: IdKind;
  readonly scopes: readonly [read: Scope, write: Scope];
  readonly schema: z.ZodType;
  /** What a create answers where that shows a secret, which it does only once. */
  readonly created?: z.ZodType;
  /** What the list may be asked for beside its page. */
  readonly query?: Query;
  readonly input: Input;
  readonly change: Change;
  readonly notFound: ProblemCode;
  /** What a create or a change may also refuse. */
  readonly problems: readonly ProblemCode[];
  readonly about: {
    readonly list: string;
    readonly create: string;
    readonly change: string;
    readonly remove: string;
  };
  readonly examples: { readonly create: unknown; readonly change: unknown };
  list(ctx: Context, request: PageRequest & z.output<Query>): Promise<unknown>;
  find(ctx: Context, id: string): Promise<unknown>;
  create(ctx: Context, input: z.output<Input>): Promise<unknown>;
  modify(ctx: Context, input: Modification<z.output<Change>>): Promise<unknown>;
  remove(ctx: Context, input: { id: string; ifVersion: number | undefined }): Promise<unknown>;
}

export interface Modification<Change> {
  readonly id: string;
  readonly change: Change;
  /** The version that the caller insists on; undefined for whatever is there. */
  readonly ifVersion: number | undefined;
}

const plainPage = z.strictObject(pageQuery);

/** List, create, read, change and delete, as every admin resource has them. */
export function resourceOperations<
  Input extends z.ZodType,
  Change extends z.ZodType,
  Query extends z.ZodObject = typeof plainPage,
>(spec: ResourceSpec<Input, Change, Query>): AnyOperation[] {
  const { list, create, read, change, remove } = {
    ...readOperations(spec),
    ...writeOperations(spec),
  };
  return [list, create, read, change, remove];
}

function readOperations<
  Input extends z.ZodType,
  Change extends z.ZodType,
  Query extends z.ZodObject,
>(spec: ResourceSpec<Input, Change, Query>) {
  const { path, tag } = spec;
  const name = spec.readName ?? spec.name;
  const [article, noun, plural] = spec.noun;
  return {
    list: operation(
      {
        id: `list${name}s`,
        method: 'get',
        path,
        tag,
        summary: `List ${plural}`,
        description: spec.about.list,
        access: spec.scopes[0],
        query: spec.query ?? plainPage,
        response: listOf(spec.schema, `${name}List`),
        problems: ['invalid_cursor'],
      },
      (ctx, { query }) => spec.list(ctx, query as PageRequest & z.output<Query>),
    ),
    read: operation(
      {
        id: `get${name}`,
        method: 'get',
        path: `${path}/{id}`,
        tag,
        summary: `Read ${article} ${noun}`,
        description: 'Read from the primary, with its version as ETag.',
        access: spec.scopes[0],
        params: z.object({ id: id(spec.kind) }),
        response: spec.schema,
        problems: [spec.notFound],
      },
      async (ctx, input) => {
        const found = await spec.find(ctx, input.params.id);
        if (!found) throw new ShopError(spec.notFound);
        return found;
      },
    ),
  };
}

function writeOperations<
  Input extends z.ZodType,
  Change extends z.ZodType,
  Query extends z.ZodObject,
>(spec: ResourceSpec<Input, Change, Query>) {
  const { name, path, tag, about, examples } = spec;
  const [article, noun] = spec.noun;
  const [, write] = spec.scopes;
  const params = z.object({ id: id(spec.kind) });
  const onePath = `${path}/{id}`;
  const changeProblems: ProblemCode[] = [spec.notFound, 'version_conflict'];
  return {
    create: operation(
      {
        id: `create${name}`,
        method: 'post',
        path,
        tag,
        summary: `Create ${article} ${noun}`,
        description: about.create,
        access: write,
        body: spec.input,
        ...answerOfCreate(spec),
        status: 201,
        problems: spec.problems,
        idempotency: 'optional',
        location: ({ id: made }) => `${path}/${made}`,
        example: examples.create,
      },
      (ctx, { body }) => spec.create(ctx, body as z.output<Input>),
    ),
    change: operation(
      {
        id: `change${name}`,
        method: 'patch',
        path: onePath,
        tag,
        summary: `Change ${article} ${noun}`,
        description: about.change,
        access: write,
        params,
        body: spec.change,
        response: spec.schema,
        problems: [...changeProblems, ...spec.problems],
        idempotency: 'optional',
        precondition: 'required',
        example: examples.change,
      },
      (ctx, { params: { id: one }, body, ifMatch }) =>
        spec.modify(ctx, { id: one, change: body as z.output<Change>, ifVersion: ifMatch }),
    ),
    remove: operation(
      {
        id: `delete${name}`,
        method: 'delete',
        path: onePath,
        tag,
        summary: `Delete ${article} ${noun}`,
        description: about.remove,
        access: write,
        params,
        response: spec.schema,
        problems: changeProblems,
        idempotency: 'optional',
        precondition: 'required',
      },
      (ctx, { params: { id: one }, ifMatch }) => spec.remove(ctx, { id: one, ifVersion: ifMatch }),
    ),
  };
}

const answerOfCreate = ({ created, schema }: { created?: z.ZodType; schema: z.ZodType }) =>
  created ? { response: created, showsSecret: true as const } : { response: schema };

/** A list that is short by nature, as one page. */
export const onePage = <Item>(data: readonly Item[]) => ({
  data,
  page: { next_cursor: null, has_more: false },
});
