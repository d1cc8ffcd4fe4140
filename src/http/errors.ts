import type { ZodError } from 'zod';
import { type FieldProblem, problemKinds, ShopError } from '../core/error.ts';
import { isConnectionFailure } from '../db/connection-failure.ts';
import { WriteRefused } from '../db/write-refused.ts';
import type { Context } from '../platform/context.ts';

/** An RFC 9457 document as it leaves. */
export interface ProblemDocument {
  readonly code: string;
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The one mapper from errors to problem documents. Unknown errors are logged, never shown. */
export function toProblem(
  ctx: Pick<Context, 'requestId' | 'log' | 'effects'>,
  error: unknown,
  instance: string,
): ProblemDocument {
  const known = toShopError(error, (ctx.effects?.begun ?? 0) > 0);
  if (!known) ctx.log('error', 'request.failed', { error: describe(error) });
  const shown = known ?? new ShopError('internal_error');
  const kind = problemKinds[shown.code];
  const { status: _status, retry_after: retryAfter, headers, ...extras } = shown.details;
  const body = JSON.stringify({
    type: `/docs/problems/${shown.code}`,
    title: kind.title,
    status: shown.status,
    detail: shown.message,
    instance,
    code: shown.code,
    request_id: ctx.requestId,
    retryable: 'retryable' in kind,
    ...extras,
  });
  return {
    code: shown.code,
    status: shown.status,
    body,
    headers: {
      'content-type': 'application/problem+json',
      ...(typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : {}),
      ...(headers as Record<string, string> | undefined),
    },
  };
}

function toShopError(error: unknown, begun: boolean): ShopError | undefined {
  if (error instanceof ShopError) return error;
  if (error instanceof WriteRefused) return undefined;
  // The database is away. Whether something was done before that is what a caller must be told.
  if (isConnectionFailure(error)) {
    return new ShopError(begun ? 'outcome_unknown' : 'database_unavailable', { retry_after: 2 });
  }
  return undefined;
}

const describe = (error: unknown): string =>
  error instanceof Error
    ? `${error.stack ?? error.message}${error.cause ? ` ← ${describe(error.cause)}` : ''}`
    : String(error);

/** A body full of wrong names must not be answered with a larger one. */
const errorsMax = 50;

/** A validation failure as a problem: one entry a field, at most fifty. */
export function invalidRequest(error: ZodError, base: string): ShopError {
  const errors = error.issues.slice(0, errorsMax).flatMap((issue): FieldProblem[] => {
    const path = issue.path
      .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
      .join('');
    if (issue.code !== 'unrecognized_keys')
      return [{ pointer: base + path, code: issue.code, detail: issue.message }];
    return issue.keys.slice(0, errorsMax).map((key) => ({
      pointer: `${base}${path}/${key}`,
      code: 'unknown_field',
      detail: 'is not known here',
    }));
  });
  const first = errors[0];
  return new ShopError(
    'invalid_request',
    { errors: errors.slice(0, errorsMax) },
    first ? `${first.pointer || 'body'}: ${first.detail}` : undefined,
  );
}
