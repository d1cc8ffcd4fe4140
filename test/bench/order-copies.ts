import type { InValue } from '@libsql/client';
import type { LeftRow } from './order-rows.ts';

/** One table's share of one order. */
export interface RowsOfTable {
  readonly table: string;
  /** `add`: counters of rows that are there already. */
  readonly kind: 'insert' | 'add';
  readonly key: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly InValue[])[];
}

export type OrderCopy = readonly RowsOfTable[];

const ownIds = /\b(?:ord|pay|evt|cart|line)_[0-9a-z]{20,40}/g;
const variantIds = /\bvar_[0-9a-z]{20,40}/g;
const fresh = (length: number): string =>
  Array.from({ length }, () => Math.floor(Math.random() * 32).toString(32)).join('');

/** Order numbers are unique: those of copies stay below the real ones, which count on from the largest. */
let nextNumber = -1_000_000_000;

/**
 * `count` orders like the one that left these rows: the same tables, the same sizes, ids of their own,
 * spread over the shop's variants as the measured orders are.
 */
export function copyOrder(
  left: readonly LeftRow[],
  count: number,
  variants: readonly string[],
): OrderCopy[] {
  const firstNumber = nextNumber;
  nextNumber += count;
  return Array.from({ length: count }, (_, index) => {
    const names = new Map<string, string>();
    const rename = (id: string) => {
      const known = names.get(id) ?? id.slice(0, -16) + fresh(16);
      names.set(id, known);
      return known;
    };
    const moved = new Map<string, string>();
    const moveVariant = (id: string) => {
      const known =
        moved.get(id) ?? variants[(index * 7 + moved.size * 31) % variants.length] ?? id;
      moved.set(id, known);
      return known;
    };
    const retext = (value: InValue): InValue =>
      typeof value === 'string'
        ? value.replace(ownIds, rename).replace(variantIds, moveVariant)
        : value;
    return copyRows(left, firstNumber + index, retext);
  });
}

function copyRows(
  left: readonly LeftRow[],
  number: number,
  retext: (value: InValue) => InValue,
): OrderCopy {
  const tables = new Map<string, { of: LeftRow; columns: string[]; rows: InValue[][] }>();
  for (const one of left) {
    const columns = columnsOf(one);
    const known = tables.get(one.table) ?? { of: one, columns, rows: [] };
    known.rows.push(columns.map((column) => valueOf(one, column, number, retext)));
    tables.set(one.table, known);
  }
  return [...tables].map(([table, { of, columns, rows }]) => ({
    table,
    kind: isCounter(of) ? 'add' : 'insert',
    key: of.key,
    columns,
    rows,
  }));
}

/** A changed row that is not the order's own, such as a stock level: it counts. */
const isCounter = ({ before, key, row }: LeftRow): boolean =>
  before !== undefined && key.every((column) => !String(row[column]).match(ownIds));

function columnsOf(one: LeftRow): string[] {
  const all = Object.keys(one.row);
  if (isCounter(one)) {
    const changed = all.filter((column) => one.row[column] !== one.before?.[column]);
    return [...one.key, ...changed];
  }
  // The database counts these itself.
  const counted = one.key.length === 1 && typeof one.row[one.key[0] ?? ''] === 'number';
  return counted ? all.filter((column) => column !== one.key[0]) : all;
}

function valueOf(
  one: LeftRow,
  column: string,
  number: number,
  retext: (value: InValue) => InValue,
): InValue {
  const value = one.row[column] ?? null;
  if (isCounter(one) && !one.key.includes(column))
    return Number(value) - Number(one.before?.[column] ?? 0);
  if (one.table === 'orders' && column === 'number') return number;
  if (one.table === 'commands' && column === 'key') {
    const [kind = '', rest = ''] = String(value).split(':');
    return `${kind}:${fresh(rest.length)}`;
  }
  return retext(value);
}
