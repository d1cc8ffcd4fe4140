import { row } from '../../../db/read.ts';
import { statement } from '../../../db/sql.ts';
import type { Context } from '../../../platform/context.ts';
import type { testPayments } from '../tables.ts';

/** A page of the books of the test provider. */
export type Ledger = typeof testPayments.$inferSelect;

export const ledgerColumns = statement`id, token, amount, currency, state, settles_at AS settlesAt, secret,
  return_url AS returnUrl, created_at AS createdAt`;

export async function readLedger(ctx: Context, paymentId: string): Promise<Ledger | undefined> {
  return await row<Ledger>(
    ctx.db,
    statement`SELECT ${ledgerColumns} FROM test_payments WHERE id = ${paymentId}`,
  );
}
