import type { Database } from './database.ts';

const ordersMax = 2;

/** What happened to the orders that violations name, event by event, for whoever looks for the cause. */
export async function storiesOf(
  violations: readonly string[],
  { primary }: Database,
): Promise<string[]> {
  const named = violations.flatMap((violation) => violation.match(/ord_\w+/g) ?? []);
  const lines: string[] = [];
  for (const order of [...new Set(named)].slice(0, ordersMax)) {
    const { rows } = await primary.execute({
      sql: 'SELECT seq, at, type, data FROM events WHERE stream = ? ORDER BY version',
      args: [order],
    });
    lines.push(order);
    for (const { seq, at, type, data } of rows) {
      const time = new Date(Number(at)).toISOString().slice(11, 23);
      const about = type === 'order.placed' ? '' : String(data).slice(0, 160);
      lines.push(`  ${time} ${String(seq)} ${String(type)} ${about}`);
    }
  }
  return lines;
}
