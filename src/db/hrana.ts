import type { InStatement, InValue, ResultSet, Row } from '@libsql/client';

/**
 * What is said to a libSQL server over HTTP, and what it answers: Hrana 3 as JSON
 * (https://github.com/tursodatabase/libsql/blob/main/docs/HRANA_3_SPEC.md), as much of it as a batch takes.
 */
export interface LibsqlServer {
  /** All of it or nothing. @throws ServerError, or what sending it throws: then it may have happened */
  batch(batch: Batch): Promise<Answered>;
}

/** The number of the last frame of a server's log. */
export type Position = number;

export interface Batch {
  readonly statements: readonly InStatement[];
  readonly mode: 'read' | 'write';
  /** The number of its log that a copy has to have come to before it answers. */
  readonly atLeast?: Position | undefined;
}

/** The results of a batch, and where the log of the server was when it looked. */
export interface Answered {
  readonly results: readonly ResultSet[];
  readonly position: Position | undefined;
}

/** What a server answered in place of results. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  readonly code: string;
  /** Of HTTP; 200 where it was reached and refused. */
  readonly status: number;

  constructor(code: string, message: string, status = 200) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

interface Step {
  readonly condition?: object;
  readonly stmt: { readonly sql: string; readonly args?: readonly Value[] };
}

type Value =
  | { readonly type: 'null' }
  | { readonly type: 'integer' | 'text'; readonly value: string }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'blob'; readonly base64: string };

const begins = { read: 'BEGIN TRANSACTION READONLY', write: 'BEGIN IMMEDIATE' };

/** One transaction: each step only after the one before it, and what was not committed is rolled back. */
export function batchRequest({ statements, mode, atLeast }: Batch): object {
  const steps: Step[] = [{ stmt: { sql: begins[mode] } }];
  for (const statement of statements)
    steps.push({ condition: after(steps.length - 1), stmt: stepOf(statement) });
  steps.push({ condition: after(steps.length - 1), stmt: { sql: 'COMMIT' } });
  steps.push({ condition: isOpen, stmt: { sql: 'ROLLBACK' } });
  const waiting = atLeast === undefined ? {} : { replication_index: String(atLeast) };
  return { type: 'batch', batch: { steps, ...waiting } };
}

/** A transaction may not have begun (a lock), or have been ended by a statement (RAISE(ROLLBACK), a full disk). */
const isOpen = { type: 'not', cond: { type: 'is_autocommit' } };

const after = (step: number): object => ({ type: 'and', conds: [{ type: 'ok', step }, isOpen] });

function stepOf(statement: InStatement): Step['stmt'] {
  if (typeof statement === 'string') return { sql: statement };
  const { sql, args = [] } = statement;
  if (!Array.isArray(args)) throw new TypeError('named arguments are not used');
  return { sql, args: args.map(valueOf) };
}

/** Numbers are bound as a file's driver binds them. */
function valueOf(value: InValue): Value {
  if (value === null) return { type: 'null' };
  if (typeof value === 'string') return { type: 'text', value };
  if (typeof value === 'number') return { type: 'float', value };
  if (typeof value === 'bigint') return { type: 'integer', value: String(value) };
  if (typeof value === 'boolean') return { type: 'integer', value: value ? '1' : '0' };
  if (value instanceof Date) return { type: 'float', value: value.valueOf() };
  const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
  return { type: 'blob', base64: btoa(String.fromCodePoint(...bytes)) };
}

interface BatchResult {
  readonly step_results: readonly (StepResult | null)[];
  readonly step_errors: readonly ({ readonly code?: string; readonly message: string } | null)[];
  readonly replication_index?: string | null;
}

interface StepResult {
  readonly cols: readonly { readonly name: string | null }[];
  readonly rows: readonly (readonly Value[])[];
  readonly affected_row_count: number;
}

/** Whether the transaction is over, whatever became of it: the last step, which rolls back, did not fail. */
export const isOver = (answered: unknown): boolean =>
  (answered as BatchResult).step_errors.at(-1) === null;

/** @throws ServerError with the first thing that went wrong: then nothing of the batch happened */
export function batchAnswer(answered: unknown): Answered {
  const result = answered as BatchResult;
  const { step_results: steps, step_errors: errors } = result;
  for (const error of errors)
    if (error) throw new ServerError(error.code ?? 'UNKNOWN', error.message);
  // All but the last, which rolls back.
  const done = steps.slice(0, -1);
  if (done.some((step) => !step))
    throw new ServerError('TRANSACTION_CLOSED', 'a statement of the batch was not executed');
  const index = result.replication_index ?? undefined;
  return {
    results: done.slice(1, -1).map((step) => resultSet(step as StepResult)),
    position: index === undefined ? undefined : Number(index),
  };
}

function resultSet({ cols, rows, affected_row_count: rowsAffected }: StepResult): ResultSet {
  const columns = cols.map(({ name }) => name ?? '');
  return {
    columns,
    columnTypes: [],
    rows: rows.map((row) => rowOf(columns, row)),
    rowsAffected,
    lastInsertRowid: undefined,
    toJSON: () => ({ columns, rows, rowsAffected }),
  };
}

function rowOf(columns: readonly string[], values: readonly Value[]): Row {
  const row: Record<string, unknown> = {};
  values.forEach((value, at) => {
    row[columns[at] ?? ''] = fromValue(value);
  });
  return row as unknown as Row;
}

function fromValue(value: Value): unknown {
  switch (value.type) {
    case 'null':
      return null;
    case 'integer': {
      const whole = Number(value.value);
      if (!Number.isSafeInteger(whole))
        throw new RangeError(`${value.value} is not a safe integer`);
      return whole;
    }
    case 'blob':
      return Uint8Array.from(atob(value.base64), (char) => char.codePointAt(0) ?? 0).buffer;
    default:
      return value.value;
  }
}
