import type { SqlValue, Statement } from '../core/statement.ts';

/**
 * A statement from a template: every interpolated value becomes a bound argument.
 * Objects and arrays are bound as JSON text, booleans as 0 and 1.
 */
export function statement(parts: TemplateStringsArray, ...values: readonly Bindable[]): Statement {
  return { sql: parts.join('?'), args: values.map(bind) };
}

type Bindable = SqlValue | boolean | undefined | object;

function bind(value: Bindable): SqlValue {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

/** What `require.sql` can refuse. */
export type Guard = 'version' | 'variants' | 'stock';

/** Aborts the batch, as `WriteRefused` naming `guard`, when the statement before it changed fewer rows. */
export const requireChange = (guard: Guard, rows = 1): Statement =>
  statement`INSERT INTO require(ok, guard) SELECT changes() >= ${rows}, ${guard}`;
