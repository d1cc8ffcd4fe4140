import {
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from '@hono/zod-openapi';
import { type ProblemCode, problemKinds } from '../core/error.ts';
import type { AnyOperation } from './operation.ts';
import {
  description,
  requestHeaders,
  responseHeaders,
  securitySchemes,
  tags,
} from './openapi-guide.ts';
import { ProblemDocument, problemExample, problemsOf, statusOf } from './openapi-problems.ts';
import { mendReferences, namedSchemas } from './openapi-schemas.ts';

type Spec = AnyOperation['spec'];

/** What was sent to an operation and what it answered, for the examples. */
export interface Exchange {
  readonly body?: unknown;
  readonly answer?: unknown;
}

export interface DocumentParts {
  readonly version: string;
  /** By operationId. */
  readonly exchanges: Readonly<Record<string, Exchange>>;
}

/** The OpenAPI 3.1 document of these operations. For scripts and tests: no entry point imports it. */
export function openApiDocument(
  operations: readonly AnyOperation[],
  { version, exchanges }: DocumentParts,
) {
  const registry = new OpenAPIRegistry();
  registry.register('Problem', ProblemDocument);
  for (const [name, schema] of namedSchemas(operations)) registry.register(name, schema);
  registerComponents(registry, operations);
  const shared = registerShared(registry, operations);
  for (const { spec } of operations)
    registry.registerPath(route(spec, exchanges[spec.id] ?? {}, shared));
  const used = new Set(operations.map(({ spec }) => spec.tag));
  const generator = new OpenApiGeneratorV31(registry.definitions, {
    sortComponents: 'alphabetically',
  });
  const document = generator.generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Kiosk API',
      version,
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This host' }],
    tags: Object.entries(tags)
      .filter(([name]) => used.has(name))
      .map(([name, about]) => ({ name, description: about })),
  });
  return mendReferences(document) as typeof document;
}

function registerComponents(registry: OpenAPIRegistry, operations: readonly AnyOperation[]): void {
  for (const [name, scheme] of Object.entries(securitySchemes)) {
    registry.registerComponent('securitySchemes', name, { ...scheme });
  }
  for (const [name, about] of Object.entries(responseHeaders)) {
    const type = name === 'Retry-After' ? 'integer' : 'string';
    registry.registerComponent('headers', name, { description: about, schema: { type } });
  }
  for (const [name, { name: header, example, ...about }] of Object.entries(requestHeaders)) {
    const schema = { type: 'string', maxLength: name.endsWith('Key') ? 255 : 1_000 } as const;
    // An optional condition that is filled in by itself would refuse whoever tries the operation out.
    const shown = example === undefined ? {} : { example };
    registry.registerComponent('parameters', name, {
      name: header,
      in: 'header',
      ...about,
      schema,
      ...(name === 'IfMatch' ? {} : shown),
    });
    if (name !== 'IdempotencyKey' && name !== 'IfMatch') continue;
    registry.registerComponent('parameters', `Required${name}`, {
      name: header,
      in: 'header',
      required: true,
      ...about,
      schema,
      ...shown,
    });
  }
  const answered = new Map(
    operations.flatMap(({ spec }) =>
      problemsOf(spec).map((code) => {
        const status = statusOf(spec, code);
        return [exampleName(code, status), { code, status }] as const;
      }),
    ),
  );
  for (const [name, { code, status }] of [...answered].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    registry.registerComponent('examples', name, {
      summary: problemKinds[code].title,
      value: problemExample(code, status),
    });
  }
}

type Shared = ReadonlySet<string>;
type Refusal = readonly [status: number, codes: readonly ProblemCode[]];

/** Refusals that several operations have word for word are written once. */
function registerShared(registry: OpenAPIRegistry, operations: readonly AnyOperation[]): Shared {
  const all = operations.flatMap(({ spec }) => refusalsOf(spec));
  const grouped = Map.groupBy(all, (each) => responseName(each));
  const shared = [...grouped].filter(([, uses]) => uses.length > 1);
  for (const [name, [first]] of shared) {
    if (first) registry.registerComponent('responses', name, refusal(first));
  }
  return new Set(shared.map(([name]) => name));
}

const responseName = ([status, codes]: Refusal): string => `${status}.${codes.join('.')}`;

/** A code that has a second status at some operation has a second example. */
const exampleName = (code: ProblemCode, status: number): string =>
  problemKinds[code].status === status ? code : `${code}_${status}`;

function route(spec: Spec, exchange: Exchange, shared: Shared): RouteConfig {
  const request = {
    ...(spec.params ? { params: spec.params } : {}),
    ...(spec.query ? { query: spec.query } : {}),
    ...requestBody(spec, exchange),
  };
  return {
    method: spec.method,
    path: spec.path,
    operationId: spec.id,
    tags: [spec.tag],
    summary: spec.summary,
    description: describe(spec),
    ...(spec.deprecated ? { deprecated: true } : {}),
    security: securityOf(spec),
    parameters: headersOf(spec).map((name) => ({ $ref: `#/components/parameters/${name}` })),
    request,
    responses: { ...success(spec, exchange), ...refusals(spec, shared) },
  };
}

function describe(spec: Spec): string {
  const needs = isScope(spec.access)
    ? `Needs an API key with the scope \`${spec.access}\`.`
    : undefined;
  const ends = spec.deprecated?.sunset
    ? `Deprecated; ends on ${spec.deprecated.sunset}.`
    : undefined;
  return [spec.description, needs, ends].filter((part) => part !== undefined).join('\n\n');
}

const isScope = (access: Spec['access']): boolean => access !== 'public' && access !== 'holder';

function securityOf({ access }: Spec): Record<string, string[]>[] {
  if (access === 'public') return [];
  return access === 'holder' ? [{ orderToken: [] }, { apiKey: [] }] : [{ apiKey: [] }];
}

const isRead = (spec: Spec): boolean => spec.method === 'get';

/** Whether the answer has a validator that If-None-Match can be compared with. */
function hasETag({ response, cache }: Spec): boolean {
  return cache !== undefined || (response instanceof z.ZodObject && 'version' in response.shape);
}

function headersOf(spec: Spec): string[] {
  const keys = {
    required: 'RequiredIdempotencyKey',
    optional: 'IdempotencyKey',
    secret: 'SecretIdempotencyKey',
  };
  return [
    ...(spec.idempotency ? [keys[spec.idempotency]] : []),
    ...(spec.precondition
      ? [spec.precondition === 'required' ? 'RequiredIfMatch' : 'IfMatch']
      : []),
    ...(isRead(spec) && hasETag(spec) ? ['IfNoneMatch'] : []),
    ...(isRead(spec) && spec.path.startsWith('/v1/') ? ['ConsistencyToken'] : []),
  ];
}

function requestBody(spec: Spec, exchange: Exchange) {
  const example = spec.example ?? exchange.body;
  const shown = example === undefined ? {} : { example };
  if (spec.streams) {
    const media = spec.streams.mediaTypes.map((type) => [
      type,
      { schema: streamSchema(type), ...shown },
    ]);
    return { body: { required: true, content: Object.fromEntries(media) } };
  }
  if (!spec.body) return {};
  const media = { schema: spec.body, ...shown };
  const content = {
    'application/json': media,
    ...(spec.method === 'patch' ? { 'application/merge-patch+json': media } : {}),
  };
  // Where every field is optional, no body at all is `{}`.
  return { body: { required: !spec.body.safeParse({}).success, content } };
}

/** A streamed JSON body is read by the verb; anything else is rows of text. */
const streamSchema = (mediaType: string) =>
  ({ type: mediaType === 'application/json' ? 'object' : 'string' }) as const;

const headerRefs = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

function success(spec: Spec, { answer }: Exchange): RouteConfig['responses'] {
  const status = spec.status ?? 200;
  const common = ['Request-Id', 'Server-Timing'];
  const validator = hasETag(spec) ? ['ETag'] : [];
  const headers = headerRefs([
    ...common,
    ...validator,
    ...(spec.location ? ['Location'] : []),
    ...(isRead(spec) ? [] : ['Consistency-Token']),
    ...(spec.idempotency ? ['Idempotency-Replayed'] : []),
  ]);
  const media = { schema: spec.response, ...(answer === undefined ? {} : { example: answer }) };
  return {
    [status]: {
      description: status === 201 ? 'Created' : status === 204 ? 'Done' : 'OK',
      headers,
      ...(status === 204 ? {} : { content: { 'application/json': media } }),
    },
    ...(spec.redirects
      ? { 303: { description: spec.redirects, headers: headerRefs(['Request-Id', 'Location']) } }
      : {}),
    ...(isRead(spec) && hasETag(spec)
      ? {
          304: {
            description: 'Not changed since the ETag in If-None-Match',
            headers: headerRefs([...common, ...validator]),
          },
        }
      : {}),
  };
}

/** Statuses that say when to come back. */
const waiting = new Set([409, 429, 503]);

function refusalsOf(spec: Spec): Refusal[] {
  const grouped = Map.groupBy(problemsOf(spec), (code) => statusOf(spec, code));
  return [...grouped].toSorted(([a], [b]) => a - b);
}

function refusals(spec: Spec, shared: Shared): RouteConfig['responses'] {
  const listed = refusalsOf(spec).map((each) => {
    const name = responseName(each);
    return [
      each[0],
      shared.has(name) ? { $ref: `#/components/responses/${name}` } : refusal(each),
    ] as const;
  });
  return Object.fromEntries(listed);
}

function refusal([status, codes]: Refusal) {
  const retries = waiting.has(status) && codes.some((code) => 'retryable' in problemKinds[code]);
  // Request-Id is on these too; the document itself repeats it as `request_id`.
  const headers = [
    ...(retries ? ['Retry-After'] : []),
    ...(status === 401 ? ['WWW-Authenticate'] : []),
  ];
  const list = codes.map(
    (code) => `- [\`${code}\`](/docs/problems/${code}): ${problemKinds[code].title}`,
  );
  const schema = {
    allOf: [
      { $ref: '#/components/schemas/Problem' },
      {
        type: 'object' as const,
        properties: { code: { type: 'string' as const, enum: [...codes] } },
      },
    ],
  };
  const examples = codes.map((code) => [
    code,
    { $ref: `#/components/examples/${exampleName(code, status)}` },
  ]);
  return {
    description: list.join('\n'),
    ...(headers.length > 0 ? { headers: headerRefs(headers) } : {}),
    content: { 'application/problem+json': { schema, examples: Object.fromEntries(examples) } },
  };
}
