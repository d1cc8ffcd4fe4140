import { setTimeout as pause } from 'node:timers/promises';
import type { Client, InStatement } from '@libsql/client';
import type { OrderCopy, RowsOfTable } from './order-copies.ts';

/**
 * A floor: commits the rows of orders in groups, and nothing else. One statement a table and group, which takes
 * its rows from one JSON argument: through this client the fastest of three (the others: a statement a row,
 * and one with a parameter for each value).
 */
export async function commitOrders(
  client: Client,
  orders: readonly OrderCopy[],
  groupSize: number,
): Promise<void> {
  for (let from = 0; from < orders.length; from += groupSize)
    await commit(client, statementsOf(orders.slice(from, from + groupSize)));
}

/** A libSQL server that is at its checkpoint is busy: then nothing ran. */
async function commit(client: Client, statements: InStatement[]): Promise<void> {
  for (;;) {
    try {
      await client.batch(statements, 'write');
      return;
    } catch (error) {
      if (!String(error).includes('SQLITE_BUSY')) throw error;
      await pause(5);
    }
  }
}

function statementsOf(group: readonly OrderCopy[]): InStatement[] {
  const tables = new Map<string, RowsOfTable['rows'][number][]>();
  const shapes = new Map<string, RowsOfTable>();
  for (const order of group) {
    for (const part of order) {
      const known = tables.get(part.table);
      if (known) known.push(...part.rows);
      else tables.set(part.table, [...part.rows]);
      shapes.set(part.table, part);
    }
  }
  return [...shapes.values()].map((shape) => ({
    sql: shape.kind === 'insert' ? insertInto(shape) : addTo(shape),
    args: [JSON.stringify(tables.get(shape.table))],
  }));
}

const picked = (columns: readonly string[]): string =>
  columns.map((_, at) => `value->>${at}`).join(', ');

const insertInto = ({ table, columns }: RowsOfTable): string =>
  `INSERT INTO ${table}(${columns.join(', ')}) SELECT ${picked(columns)} FROM json_each(?)`;

function addTo({ table, key, columns }: RowsOfTable): string {
  const counted = columns.filter((column) => !key.includes(column));
  const sums = counted.map((column, at) => `sum(value->>${key.length + at}) AS ${column}`);
  const keys = key.map((column, at) => `value->>${at} AS ${column}`);
  return `UPDATE ${table} SET ${counted.map((column) => `${column} = ${table}.${column} + more.${column}`).join(', ')}
    FROM (SELECT ${[...keys, ...sums].join(', ')} FROM json_each(?) GROUP BY ${key.map((_, at) => at + 1).join(', ')}) more
    WHERE ${key.map((column) => `${table}.${column} = more.${column}`).join(' AND ')}`;
}
