import { ShopError } from '../core/error.ts';
import { within } from '../core/timer.ts';
import type { Context } from '../platform/context.ts';
import type { AnyOperation, Input } from './operation.ts';
import { invalidRequest } from './errors.ts';

const bodyBytesMax = 1_048_576;
/** More than any operation has. */
const parametersMax = 50;
/** However slowly it is sent: within the time of the whole request, so that its sender is told what was slow. */
const bodyDeadlineMs = 9_000;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** What was sent, checked and parsed, and the bytes that name it for idempotency. */
export interface ParsedRequest {
  readonly input: Input<never, never, never>;
  readonly bodyText: string;
}

/** Whether all headers together, as HTTP/1.1 writes them, are longer than this. */
export function areLongerThan(headers: Headers, bytesMax: number): boolean {
  let bytes = 0;
  // Each has a colon, a space and the end of its line besides.
  for (const [name, value] of headers) bytes += name.length + value.length + 4;
  return bytes > bytesMax;
}

/** Validates path, query, precondition and body, in this order. @throws ShopError */
export async function parseRequest(
  ctx: Context,
  { spec }: AnyOperation,
  request: Request,
  raw: { readonly params: Record<string, string>; readonly bearer: string | undefined },
): Promise<ParsedRequest> {
  const params = parse(spec.params, raw.params, '/path');
  const query = parse(spec.query, readQuery(request), '/query');
  const ifMatch = readPrecondition(spec.precondition, request.headers.get('if-match'));
  const streamed = spec.streams !== undefined;
  if (spec.body && !streamed) refuseCoded(request.headers);
  const bodyText = streamed || spec.method === 'get' ? '' : await readBody(ctx, request);
  const body =
    spec.body && !streamed ? parse(spec.body, readJson(bodyText, request), '') : undefined;
  if (!spec.body && !streamed && bodyText.trim() !== '' && bodyText.trim() !== '{}') {
    throw new ShopError('invalid_request', {
      errors: [{ pointer: '', code: 'unknown_field', detail: 'this operation takes no body' }],
    });
  }
  const input = { params, query, body, ifMatch, bearer: raw.bearer, request };
  return { input: input as Input<never, never, never>, bodyText };
}

function parse(schema: AnyOperation['spec']['body'], value: unknown, base: string): unknown {
  if (!schema) {
    const [stray] = Object.keys(value as object);
    if (base === '/query' && stray !== undefined) {
      throw new ShopError('invalid_request', {
        errors: [
          { pointer: `/query/${stray}`, code: 'unknown_field', detail: 'is not known here' },
        ],
      });
    }
    return undefined;
  }
  const result = schema.safeParse(value);
  if (!result.success) throw invalidRequest(result.error, base);
  return result.data;
}

function readQuery(request: Request): Record<string, string> {
  if (!request.url.includes('?')) return {};
  const values: Record<string, string> = Object.create(null) as Record<string, string>;
  let count = 0;
  for (const [name, value] of new URL(request.url).searchParams) {
    const refuse = (pointer: string, code: string, detail: string) =>
      new ShopError('invalid_request', { errors: [{ pointer, code, detail }] });
    if (name in values) throw refuse(`/query/${name}`, 'repeated', 'is given twice');
    count += 1;
    if (count > parametersMax) throw refuse('/query', 'too_big', `has over ${parametersMax} names`);
    values[name] = value;
  }
  return { ...values };
}

/** `"3"`, `W/"3"` and `*`; a value of another shape can match no version. */
function readPrecondition(
  rule: 'required' | 'optional' | undefined,
  header: string | null,
): number | undefined {
  if (rule === undefined) return undefined;
  if (header === null) {
    if (rule === 'required') throw new ShopError('precondition_required');
    return undefined;
  }
  if (header.trim() === '*') return undefined;
  const match = /^(?:W\/)?"(\d{1,15})"$/.exec(header.trim());
  return match ? Number(match[1]) : -1;
}

/** A small body is not worth unpacking, nor the care that a bomb would need. */
function refuseCoded(headers: Headers): void {
  const coding = headers.get('content-encoding');
  if (coding === null || coding.toLowerCase() === 'identity') return;
  throw new ShopError(
    'unsupported_media_type',
    { headers: { 'accept-encoding': 'identity' } },
    'A body is sent without a Content-Encoding here.',
  );
}

function readJson(bodyText: string, request: Request): unknown {
  if (bodyText.trim() === '') return {};
  const type = request.headers.get('content-type') ?? 'application/json';
  if (!/^application\/(merge-patch\+)?json\s*(;|$)/i.test(type.trim())) {
    throw new ShopError('unsupported_media_type');
  }
  try {
    return JSON.parse(bodyText, mayNameProto.test(bodyText) ? refuseProto : undefined);
  } catch (error) {
    throw error instanceof ShopError ? error : new ShopError('invalid_json');
  }
}

/** Spelled out or escaped; few bodies are looked at twice. */
const mayNameProto = /__proto__|\\u005f/i;

/** Validation drops a member of this name in silence, where any other unknown one is refused. */
function refuseProto(name: string, value: unknown): unknown {
  if (name !== '__proto__') return value;
  throw new ShopError('invalid_request', {
    errors: [
      { pointer: '/__proto__', code: 'unknown_field', detail: 'is not a name for a member' },
    ],
  });
}

/** Reads at most 1 MiB within nine seconds. */
export async function readBody(ctx: Pick<Context, 'timer'>, request: Request): Promise<string> {
  const length = request.headers.get('content-length');
  // Asking for `body` makes a stream of it, which is seldom wanted.
  if (length === null ? !request.body : length === '0') return '';
  const late = () => new ShopError('request_timeout', { retry_after: 1 });
  return decode(await within(ctx.timer(bodyDeadlineMs), readWhole(request, length), late));
}

function decode(bytes: Uint8Array | ArrayBuffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new ShopError('invalid_json', {}, 'The body is not UTF-8.');
  }
}

async function readWhole(
  request: Request,
  length: string | null,
): Promise<Uint8Array | ArrayBuffer> {
  if (Number(length) > bodyBytesMax) throw new ShopError('body_too_large');
  try {
    // No more than its length says is handed over by any runtime's server.
    return await (length === null ? readCounting(request) : request.arrayBuffer());
  } catch (error) {
    // Its sender's doing, whatever a runtime calls it: some say of it what they say of a database that is away.
    throw error instanceof ShopError ? error : bodyBroken();
  }
}

const bodyBroken = () =>
  new ShopError('invalid_request', {
    errors: [
      { pointer: '', code: 'body_broken', detail: 'broke off, or is not framed as HTTP asks' },
    ],
  });

/** Counts what really arrives, since nobody said how much it will be. */
async function readCounting(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > bodyBytesMax) throw new ShopError('body_too_large');
    chunks.push(chunk);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}
