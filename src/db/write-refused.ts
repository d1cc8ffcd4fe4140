/** A batch that a constraint or guard refused: nothing of it happened. */
export class WriteRefused extends Error {
  override readonly name = 'WriteRefused';
  /** `guard:version`, `unique:variants.sku`, `check:stock_oversold`. */
  readonly by: string;

  constructor(by: string) {
    super(`refused by ${by}`);
    this.by = by;
  }
}

/** How a failed write stands, which decides whether it may be tried again. */
export type Failure =
  | { readonly kind: 'refused'; readonly by: string }
  /** Nothing ran: another writer held the lock. */
  | { readonly kind: 'busy' }
  /** Nothing ran: the database takes no changes for now, or never again, since its shop has moved. */
  | { readonly kind: 'paused' }
  /** Nothing ran: no connection was made, so nothing was sent. */
  | { readonly kind: 'unsent' }
  /** Malformed SQL or arguments: trying again will not help. */
  | { readonly kind: 'invalid' }
  /** It may have been committed: only its key can tell. */
  | { readonly kind: 'unknown' };

/** What every write of a paused shop is refused with, by triggers that are there only meanwhile. */
export const pausedMark = 'shop paused';

const patterns: readonly (readonly [RegExp, (match: RegExpExecArray) => Failure])[] = [
  [/guard failed: (\w+)/, (match) => ({ kind: 'refused', by: `guard:${match[1]}` })],
  [
    /UNIQUE constraint failed: ([\w.]+)/,
    (match) => ({ kind: 'refused', by: `unique:${match[1]}` }),
  ],
  [/CHECK constraint failed: (\w+)/, (match) => ({ kind: 'refused', by: `check:${match[1]}` })],
  [new RegExp(pausedMark), () => ({ kind: 'paused' })],
  [/SQLITE_BUSY|database is locked/, () => ({ kind: 'busy' })],
  [
    /SQLITE_(ERROR|CONSTRAINT|MISMATCH|RANGE|TOOBIG)|SQL_|no such |syntax error|ARGS_/,
    () => ({ kind: 'invalid' }),
  ],
];

/**
 * Reads a driver's error by the tail of its message, because codes differ between a file, HTTP and a
 * forwarding replica; looks through `cause`.
 */
export function classify(error: unknown): Failure {
  for (
    let at: unknown = error, depth = 0;
    at instanceof Error && depth < 5;
    at = at.cause, depth += 1
  ) {
    const code = 'code' in at ? String(at.code) : '';
    for (const [pattern, failure] of patterns) {
      const match = pattern.exec(`${code}: ${at.message}`);
      if (match) return failure(match);
    }
  }
  return { kind: wasNeverSent(error) ? 'unsent' : 'unknown' };
}

/** What Node's and Deno's sockets say while they connect. Over an open connection the same codes may come. */
const connecting =
  /^(connect|getaddrinfo) E[A-Z_]+|^Connect Timeout Error|: client error \(Connect\)/;

/** Whether a call failed before there was a connection. Workers do not tell, so there it is never certain. */
function wasNeverSent(error: unknown): boolean {
  // Whoever answers, and may say so of somebody behind, was sent something: only `fetch` itself is believed.
  if (!(error instanceof TypeError)) return false;
  const { cause } = error;
  // One for each address of a name.
  const tries: readonly unknown[] = cause instanceof AggregateError ? cause.errors : [cause];
  return (
    tries.length > 0 &&
    tries.every((each) => each instanceof Error && connecting.test(each.message))
  );
}
