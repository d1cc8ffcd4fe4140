import type { InStatement } from '@libsql/client';
import type { SqlValue, Statement } from '../core/statement.ts';

/**
 * A statement from a template: every interpolated value becomes a bound argument, and a statement in it
 * a part of the text. Objects and arrays are bound as JSON text, booleans as 0 and 1.
 */
export function statement(parts: TemplateStringsArray, ...values: readonly Bindable[]): Statement {
  let sql = parts[0] ?? '';
  const args: SqlValue[] = [];
  values.forEach((value, index) => {
    if (isStatement(value)) {
      sql += value.sql;
      args.push(...value.args);
    } else {
      sql += '?';
      args.push(bind(value));
    }
    sql += parts[index + 1];
  });
  return { sql, args };
}

/** Parts of a statement with `separator` between them. */
export const joined = (statements: readonly Statement[], separator: string): Statement => ({
  sql: statements.map(({ sql }) => sql).join(separator),
  args: statements.flatMap(({ args }) => args),
});

type Bindable = SqlValue | boolean | undefined | object;

const isStatement = (value: Bindable): value is Statement =>
  typeof value === 'object' && value !== null && 'sql' in value && 'args' in value;

function bind(value: Bindable): SqlValue {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

/** A statement as a libSQL client takes it. */
export const toClient = ({ sql, args }: Statement): InStatement => ({ sql, args: [...args] });

/** What `require.sql` can refuse. */
type Guard = 'version' | 'variants' | 'stock';

/** Aborts the batch, as `WriteRefused` naming `guard`, when the statement before it changed fewer rows. */
export const requireChange = (guard: Guard, rows = 1): Statement =>
  statement`INSERT INTO require(ok, guard) SELECT changes() >= ${rows}, ${guard}`;
