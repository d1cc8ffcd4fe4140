import type { Replayed } from './run.ts';

const count = (value: number): string => Math.round(value).toLocaleString('en');
const ms = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

/** What was replayed and how fast, in lines for a person. */
export function report({ balance, latencies, placed, shop, seconds }: Replayed): string[] {
  const orders = [...placed.values()];
  const refunded = orders.filter((order) => order.refunded > 0);
  const sum = (amounts: readonly number[]) =>
    amounts.reduce((total, amount) => total + amount, 0) / 100;
  const pounds = (amount: number) => amount.toLocaleString('en', { minimumFractionDigits: 2 });
  return [
    '',
    `${count(orders.length)} orders in ${seconds.toFixed(1)} s: ${(orders.length / seconds).toFixed(1)} orders/s,` +
      ` ${count(balance.linesOrdered / seconds)} lines/s, ${shop.retries} retries`,
    `money: ${pounds(sum(orders.map((order) => order.total)))} ordered,` +
      ` ${pounds(sum(orders.map((order) => order.captured)))} captured,` +
      ` ${pounds(sum(orders.map((order) => order.refunded)))} refunded of ${count(refunded.length)} orders`,
    '',
    ...table([
      ['milliseconds', 'count', 'p50', 'p95', 'p99', 'max'],
      ...latencies
        .rows()
        .map((row) => [
          row.name,
          count(row.count),
          ms(row.p50),
          ms(row.p95),
          ms(row.p99),
          ms(row.max),
        ]),
    ]),
    '',
    ...table([
      ['', 'invoices', 'lines'],
      ['in', count(balance.invoicesIn), count(balance.linesIn)],
      ['ordered', count(balance.orders), count(balance.linesOrdered)],
      ['refunded', count(balance.refunds), count(balance.linesRefunded)],
      ['skipped', count(balance.skippedInvoices.total), count(balance.skippedLines.total)],
    ]),
    '',
    ...table([
      ['invoices skipped', ''],
      ...balance.skippedInvoices.rows().map(([name, times]) => [name, count(times)]),
    ]),
    '',
    ...table([
      ['lines skipped', ''],
      ...balance.skippedLines.rows().map(([name, times]) => [name, count(times)]),
    ]),
    '',
  ];
}

/** Columns as wide as their widest cell, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
