import { getRefId } from '@asteasolutions/zod-to-openapi';
import type { z } from '@hono/zod-openapi';
import type { AnyOperation } from './operation.ts';

/** The parts of a schema's definition that hold other schemas. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly options?: readonly z.ZodType[];
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly out?: z.ZodType;
  readonly valueType?: z.ZodType;
}

/**
 * Every schema that has a name, the inner ones first. They are registered in this order before any path,
 * because the generator takes the first use of a name for its definition: were that a nullable one, the
 * component itself would be nullable.
 */
export function namedSchemas(operations: readonly AnyOperation[]): Map<string, z.ZodType> {
  const found = new Map<string, z.ZodType>();
  const seen = new Set<z.ZodType>();
  const visit = (schema: z.ZodType | undefined): void => {
    if (!schema || seen.has(schema)) return;
    seen.add(schema);
    const definition = schema.def as unknown as Definition;
    const { shape, options, element, innerType, valueType } = definition;
    for (const part of Object.values(shape ?? {})) visit(part);
    for (const part of options ?? []) visit(part);
    for (const part of [element, innerType, definition.in, definition.out, valueType]) visit(part);
    const name = getRefId(schema);
    // A wrapper (optional, nullable, default) says the name of what it wraps.
    if (name !== undefined && innerType === undefined && !found.has(name)) found.set(name, schema);
  };
  for (const { spec } of operations) for (const each of [spec.body, spec.response]) visit(each);
  return found;
}

/**
 * The generator writes a nullable reference as `allOf` of the reference and a type that may be null, which
 * no null satisfies. Here it becomes what was meant: the reference or null. A reference that only gained
 * a description keeps it beside itself, as OpenAPI 3.1 allows.
 */
export function mendReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mendReferences);
  if (typeof value !== 'object' || value === null) return value;
  const mended = Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, mendReferences(each)]),
  );
  const { allOf, ...rest } = mended;
  if (!Array.isArray(allOf) || allOf.length !== 2) return mended;
  const [reference, { type, ...about }] = allOf as [object, { type?: unknown }];
  if (!('$ref' in reference)) return mended;
  if (Array.isArray(type) && type.includes('null')) {
    return { ...rest, ...about, anyOf: [reference, { type: 'null' }] };
  }
  const annotates = type === undefined && Object.keys(about).every((key) => annotations.has(key));
  return annotates ? { ...rest, ...about, ...reference } : mended;
}

const annotations: ReadonlySet<string> = new Set(['description', 'example']);

interface Parameter {
  readonly in: string;
  readonly required?: boolean;
  readonly schema: { readonly description?: string; readonly example?: unknown };
}

/**
 * A parameter as readers see it: what its schema says of it is said by the parameter. An optional one has
 * no example, since a page that fills in examples would ask for orders made after and before one moment.
 */
export function mendParameters(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mendParameters);
  if (typeof value !== 'object' || value === null) return value;
  if (isParameter(value)) {
    const { schema, ...parameter } = value;
    const { description, example, ...bare } = schema;
    const about = description === undefined ? {} : { description };
    const keeps = example !== undefined && (parameter.in === 'path' || parameter.required === true);
    return { ...about, ...parameter, schema: bare, ...(keeps ? { example } : {}) };
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, mendParameters(each)]),
  );
}

const isParameter = (value: object): value is Parameter =>
  'in' in value && (value.in === 'path' || value.in === 'query') && 'schema' in value;
