import type { InStatement, ResultSet } from '@libsql/client';
import type { Applied, SqlValue, Statement } from '../core/statement.ts';
import { statement, toClient } from './sql.ts';

/** A row for a command view (`<view>.sql`): its trigger decides and does, and leaves its verdict. */
export interface Command {
  readonly view: string;
  /** Names this attempt: a resend with the same key does nothing and reads the first verdict. */
  readonly key: string;
  /** Columns of the view; an array or object arrives there as JSON text. */
  readonly row: Readonly<Record<string, SqlValue | object>>;
}

export interface Verdict {
  readonly outcome: string;
  readonly detail: string | null;
  readonly ref: string | null;
}

/** What can be committed together with others: it cannot raise, and doing it twice is doing it once. */
export type Work =
  | { readonly command: Command; readonly text: string }
  | { readonly apply: Statement };

export type WorkResult = Verdict | Applied;

/** The statements of a group: neighbors for one view share an INSERT; one SELECT reads all verdicts. */
export function statementsOf(works: readonly Work[]): InStatement[] {
  const statements: Statement[] = [];
  const keys: string[] = [];
  let run: Extract<Work, { command: Command }>[] = [];
  const endRun = () => {
    if (run.length > 0) statements.push(insertInto(run));
    run = [];
  };
  for (const work of works) {
    if ('command' in work) {
      if (run[0] && run[0].command.view !== work.command.view) endRun();
      run.push(work);
      keys.push(work.command.key);
    } else {
      endRun();
      statements.push(work.apply);
    }
  }
  endRun();
  if (keys.length > 0) {
    statements.push(
      statement`SELECT key, outcome, detail, ref FROM commands WHERE key IN (SELECT value FROM json_each(${keys}))`,
    );
  }
  return statements.map(toClient);
}

/** The commands of a run are one argument; the columns of the first are those of all. */
function insertInto(run: readonly Extract<Work, { command: Command }>[]): Statement {
  const { view = '', row = {} } = run[0]?.command ?? {};
  const columns = ['key', ...Object.keys(row)];
  const picked = columns.map((column) => `c.value->>'${column}'`).join(', ');
  return {
    sql: `INSERT INTO ${view}(${columns.join(', ')}) SELECT ${picked} FROM json_each(?) c ORDER BY c.key`,
    args: [`[${run.map(({ text }) => text).join(',')}]`],
  };
}

/** What became of each piece of work, in its order; undefined where a command left no verdict. */
export function resultsOf(
  works: readonly Work[],
  results: readonly ResultSet[],
): (WorkResult | undefined)[] {
  const verdicts = new Map<string, Verdict>();
  if (works.some((work) => 'command' in work)) {
    for (const found of toApplied(results.at(-1)).rows)
      verdicts.set(String(found['key']), toVerdict(found));
  }
  let at = 0;
  let view: string | undefined;
  return works.map((work) => {
    if ('command' in work) {
      if (view !== work.command.view) at += 1;
      view = work.command.view;
      return verdicts.get(work.command.key);
    }
    view = undefined;
    at += 1;
    return toApplied(results[at - 1]);
  });
}

const toVerdict = (found: Applied['rows'][number]): Verdict => ({
  outcome: String(found['outcome']),
  detail: found['detail'] === null ? null : String(found['detail']),
  ref: found['ref'] === null ? null : String(found['ref']),
});

function toApplied(result: ResultSet | undefined): Applied {
  if (!result) return { rowsAffected: 0, rows: [] };
  const rows = result.rows.map((row) =>
    Object.fromEntries(result.columns.map((column) => [column, row[column] as SqlValue])),
  );
  return { rowsAffected: result.rowsAffected, rows };
}
