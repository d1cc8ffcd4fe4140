import {
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import type { z } from '@hono/zod-openapi';
import type { AnyOperation } from './operation.ts';
import {
  description,
  requestHeaders,
  responseHeaders,
  securitySchemes,
  tags,
} from './openapi-guide.ts';
import { ProblemDocument } from './openapi-problems.ts';
import {
  type Exchange,
  hasETag,
  isRead,
  refusals,
  registerRefusals,
  type Shared,
  success,
} from './openapi-responses.ts';
import { mendParameters, mendReferences, namedSchemas } from './openapi-schemas.ts';

type Spec = AnyOperation['spec'];

export interface DocumentParts {
  readonly version: string;
  /** By operationId. */
  readonly exchanges: Readonly<Record<string, Exchange>>;
  /** What is posted to webhook receivers. */
  readonly event: { readonly schema: z.ZodType; readonly example: unknown };
}

/** The OpenAPI 3.1 document of these operations. For scripts and tests: no entry point imports it. */
export function openApiDocument(
  operations: readonly AnyOperation[],
  { version, exchanges, event }: DocumentParts,
) {
  const registry = new OpenAPIRegistry();
  registry.register('Problem', ProblemDocument);
  for (const [name, schema] of namedSchemas(operations)) registry.register(name, schema);
  registerComponents(registry);
  const shared = registerRefusals(registry, operations);
  for (const { spec } of operations) {
    registry.registerPath(route(spec, exchanges[spec.id] ?? {}, shared));
  }
  registerWebhook(registry, event);
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
  const paths = mendParameters(document.paths) as typeof document.paths;
  return mendReferences({ ...document, paths }) as typeof document;
}

function registerComponents(registry: OpenAPIRegistry): void {
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
}

const signed = {
  'webhook-id': 'The id of the event: the same at every delivery of it.',
  'webhook-timestamp': 'When this delivery was signed, in seconds since 1970.',
  'webhook-signature':
    '`v1,` and base64 of HMAC-SHA-256 over `{id}.{timestamp}.{body}`; one for each live secret, separated by spaces.',
};

/** What a receiver is sent, as OpenAPI 3.1 tells of it. */
function registerWebhook(registry: OpenAPIRegistry, { schema, example }: DocumentParts['event']) {
  const parameters = Object.entries(signed).map(([name, description]) => {
    const text = { type: 'string' as const };
    return { name, in: 'header' as const, required: true, description, schema: text };
  });
  registry.registerWebhook({
    method: 'post',
    path: 'event',
    operationId: 'receiveEvent',
    tags: ['Admin: webhooks'],
    summary: 'Something happened',
    description:
      'Posted to every endpoint that wants the event, at least once, signed as Standard Webhooks say. Verify the signature on the raw body, answer quickly, and know a repeated event by its id.',
    security: [],
    parameters,
    request: { body: { required: true, content: { 'application/json': { schema, example } } } },
    responses: {
      '2XX': { description: 'Received. Anything else, or nothing within 10 s, is tried again.' },
      410: { description: 'Not wanted any more: the endpoint is paused.' },
    },
  });
}

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
