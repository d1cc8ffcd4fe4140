import type { Client } from '@libsql/client';

/** One thing that must never happen and did. */
export interface Violation {
  readonly invariant: string;
  /** The order, variant, payment or code that it was found at. */
  readonly subject: string;
  readonly detail: string;
}

/** An invariant that the database checks itself: each row that its query answers violates it. */
export interface SqlInvariant {
  readonly name: string;
  /** Answers `subject` and `detail`. */
  readonly sql: string;
}

/** One broken rule may break a million rows; the first few say what is wrong. */
const shownMax = 20;

export async function checkSql(client: Client, { name, sql }: SqlInvariant): Promise<Violation[]> {
  const { rows } = await client.execute(`SELECT subject, detail FROM (${sql}) LIMIT ${shownMax}`);
  return rows.map((row) => ({
    invariant: name,
    subject: String(row['subject']),
    detail: String(row['detail']),
  }));
}
