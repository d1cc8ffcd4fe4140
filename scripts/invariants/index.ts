import type { Client } from '@libsql/client';
import { bookInvariants } from './books.ts';
import { orderInvariants } from './orders.ts';
import { orderRecords } from './order-record.ts';
import { stockInvariants } from './stock.ts';
import { checkSql, type Violation } from './violation.ts';

export type { Violation } from './violation.ts';

/** One broken rule may break every order; the first few of each say what is wrong. */
const shownMax = 20;

/** The names of all invariants, for those who show that each can fail. */
export const invariantNames: readonly string[] = [
  ...stockInvariants,
  ...bookInvariants,
  ...orderInvariants,
].map(({ name }) => name);

/**
 * Looks for anything in the database that must never be there. Reads whole orders a page at a time, so
 * it takes seconds for a year of them. Nothing may write meanwhile: it asks more than one question.
 */
export async function checkInvariants(client: Client): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const invariant of [...stockInvariants, ...bookInvariants])
    found.push(...(await checkSql(client, invariant)));
  const shown = new Map<string, number>();
  for await (const record of orderRecords(client)) {
    for (const { name, check } of orderInvariants) {
      for (const detail of check(record)) {
        const count = (shown.get(name) ?? 0) + 1;
        shown.set(name, count);
        if (count <= shownMax) found.push({ invariant: name, subject: record.order.id, detail });
      }
    }
  }
  return found;
}
