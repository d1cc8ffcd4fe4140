import type { OpenAPIRegistry, RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from '@hono/zod-openapi';
import { type ProblemCode, problemKinds } from '../core/error.ts';
import type { AnyOperation } from './operation.ts';
import { problemExample, problemsOf, statusOf } from './openapi-problems.ts';

type Spec = AnyOperation['spec'];

/** What was sent to an operation and what it answered, for the examples. */
export interface Exchange {
  readonly body?: unknown;
  readonly answer?: unknown;
}

export const isRead = (spec: Spec): boolean => spec.method === 'get';

/** Whether the answer has a validator that If-None-Match can be compared with. */
export function hasETag({ response, cache }: Spec): boolean {
  return cache !== undefined || (response instanceof z.ZodObject && 'version' in response.shape);
}

/** The names of the refusals that are components. */
export type Shared = ReadonlySet<string>;
type Refusal = readonly [status: number, codes: readonly ProblemCode[]];

/** Refusals that several operations have word for word are written once. */
export function registerRefusals(
  registry: OpenAPIRegistry,
  operations: readonly AnyOperation[],
): Shared {
  registerExamples(registry, operations);
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

const headerRefs = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** The answer when it works: 200, 201 or 204, and 303 and 304 where they can be. */
export function success(spec: Spec, { answer }: Exchange): RouteConfig['responses'] {
  const status = spec.status ?? 200;
  const common = ['Request-Id', 'Server-Timing'];
  const validator = hasETag(spec) ? ['ETag'] : [];
  const headers = headerRefs([
    ...common,
    ...validator,
    ...(spec.location ? ['Location'] : []),
    ...(isRead(spec) ? [] : ['Consistency-Token']),
    ...(spec.idempotency ? ['Idempotency-Replayed'] : []),
    // What a shared cache may keep says nothing of whoever asked first.
    ...(spec.path.startsWith('/v1/') && !spec.cache ? ['RateLimit', 'RateLimit-Policy'] : []),
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

/** Every problem it may answer, by status. */
export function refusals(spec: Spec, shared: Shared): RouteConfig['responses'] {
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
    ...(status === 429 ? ['RateLimit', 'RateLimit-Policy'] : []),
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

function registerExamples(registry: OpenAPIRegistry, operations: readonly AnyOperation[]): void {
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
