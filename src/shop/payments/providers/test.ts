import { ShopError } from '../../../core/error.ts';
import { randomText } from '../../../core/id.ts';
import { schedule } from '../../../db/due.ts';
import { statement } from '../../../db/sql.ts';
import type { Context } from '../../../platform/context.ts';
import type { PaymentAttempt, PaymentProvider, PaymentReport } from '../payment-provider.ts';
import { type Ledger, ledgerColumns, readLedger } from './test-ledger.ts';
import { readTestNotification } from './test-notification.ts';

/** What each token makes happen. `/docs/test-tokens` shows this table. */
export const testTokens = {
  tok_success: 'The payment is captured at once.',
  tok_decline: 'The payment fails at once.',
  tok_requires_action: 'The buyer has to visit `next_action.url`, which finishes the payment.',
  tok_timeout_then_success:
    'No answer arrives, but the payment was captured; a poll or the webhook tells.',
  tok_timeout_then_decline:
    'No answer arrives, and the payment failed; a poll or the webhook tells.',
  tok_success_no_webhook: 'Captured at once; the webhook never comes.',
  tok_double_webhook: 'Captured at once; the webhook comes twice.',
  tok_late_success:
    'Stays open, refuses to be canceled, and succeeds two seconds after the hold ended.',
} as const;

const successes: ReadonlySet<string | null> = new Set([
  'tok_success',
  'tok_success_no_webhook',
  'tok_double_webhook',
]);

type TestToken = keyof typeof testTokens;

const isTestToken = (token: string | null): token is TestToken =>
  token !== null && Object.hasOwn(testTokens, token);

/**
 * A provider without an account. It keeps books of its own (`test_payments`), as a bank would, so that
 * charging twice with one id charges once and a poll tells what a lost answer would have told.
 */
export const test: PaymentProvider = {
  id: 'test',
  publicConfiguration: () => ({ type: 'card', tokens: Object.keys(testTokens) }),
  accepts: isTestToken,
  charges: () => true,
  // A success has nothing to say that the buyer's client would wait for.
  answersBuyer: (token) => !successes.has(token),
  holdSeconds: (configuredSeconds) => configuredSeconds,

  async start(ctx, attempt) {
    const token = isTestToken(attempt.token) ? attempt.token : 'tok_decline';
    const opened = await openLedger(ctx, attempt, token);
    // The charge is in the books, and the answer is lost on its way: what a time-out is.
    if (token.startsWith('tok_timeout'))
      throw new Error('the test provider did not answer in time');
    return report(opened, attempt);
  },

  async poll(ctx, attempt) {
    const found = await readLedger(ctx, attempt.id);
    return found && report(found, attempt);
  },

  async cancel(ctx, attempt) {
    const found = await readLedger(ctx, attempt.id);
    // This one accepts the cancellation and is paid all the same: the race that a late payment is.
    if (found?.token === 'tok_late_success') return { status: 'canceled' };
    await ctx.writer.apply(
      statement`UPDATE test_payments SET state = 'canceled' WHERE id = ${attempt.id} AND state = 'open'`,
    );
    const now = await readLedger(ctx, attempt.id);
    return now ? report(now, attempt) : { status: 'canceled' };
  },

  capture: async (ctx, attempt) => report(await mustReadLedger(ctx, attempt), attempt),

  async refund(ctx, attempt, refund) {
    await ctx.writer.apply(
      statement`INSERT INTO test_refunds(id, payment_id, amount, created_at)
        VALUES (${refund.id}, ${attempt.id}, ${refund.amount.amount}, ${ctx.clock.nowMs()}) ON CONFLICT(id) DO NOTHING`,
    );
    return { status: 'succeeded', refundId: refund.id, amount: refund.amount };
  },

  readNotification: readTestNotification,
};

async function openLedger(
  ctx: Context,
  attempt: PaymentAttempt,
  token: TestToken,
): Promise<Ledger> {
  const nowMs = ctx.clock.nowMs();
  const [state, settlesAt] = opening(token, attempt, nowMs);
  const open = statement`INSERT INTO test_payments
      (id, token, amount, currency, state, settles_at, secret, return_url, created_at)
    VALUES (${attempt.id}, ${token}, ${attempt.amount.amount}, ${attempt.amount.currency}, ${state}, ${settlesAt},
      ${randomText(ctx, 26)}, ${attempt.returnUrl}, ${nowMs})
    ON CONFLICT(id) DO UPDATE SET token = test_payments.token RETURNING ${ledgerColumns}`;
  const notifyAtMs =
    token === 'tok_success_no_webhook' ? null : state === 'open' ? settlesAt : nowMs + 500;
  // Side by side and not as one batch, so that they share the commit of others: a notification without
  // its payment says nothing, and one that is lost is what polls are for.
  const [opened] = await Promise.all([
    ctx.writer.apply(open),
    notifyAtMs === null
      ? undefined
      : ctx.writer.apply(schedule('test-notification', attempt.id, notifyAtMs)),
  ]);
  return opened.rows[0] as unknown as Ledger;
}

function opening(
  token: TestToken,
  attempt: PaymentAttempt,
  nowMs: number,
): [Ledger['state'], number | null] {
  if (token === 'tok_late_success')
    return ['open', Math.max(attempt.holdExpiresAtMs, nowMs) + 2_000];
  if (token === 'tok_requires_action') return ['open', null];
  return [token.endsWith('decline') ? 'failed' : 'succeeded', null];
}

async function mustReadLedger(ctx: Context, attempt: PaymentAttempt): Promise<Ledger> {
  const found = await readLedger(ctx, attempt.id);
  if (!found) throw new Error(`the test provider has no payment ${attempt.id}`);
  return found;
}

function report(found: Ledger, attempt: PaymentAttempt): PaymentReport {
  const providerRef = `test_${found.id}`;
  switch (found.state) {
    case 'succeeded':
      return {
        status: 'captured',
        providerRef,
        amount: { amount: found.amount, currency: found.currency },
      };
    case 'failed':
      return { status: 'failed', providerRef, reason: 'declined' };
    case 'canceled':
      return { status: 'canceled', providerRef };
    case 'open':
      if (found.token !== 'tok_requires_action') return { status: 'created', providerRef };
      return {
        status: 'requires_action',
        providerRef,
        nextAction: {
          type: 'redirect',
          url: `${attempt.origin}/v1/payments/test/${found.id}/approve?secret=${found.secret}`,
        },
      };
  }
}

/**
 * The buyer approves on the provider's page. Answers where to send them.
 * @throws payment_not_found for a wrong id or secret, and when the payment is over.
 */
export async function approveTestPayment(
  ctx: Context,
  { paymentId, secret }: { paymentId: string; secret: string },
): Promise<{ returnUrl: string | null }> {
  const found = await readLedger(ctx, paymentId);
  const over = found?.state === 'canceled' || found?.state === 'failed';
  if (!found || found.secret !== secret || over) throw new ShopError('payment_not_found');
  await ctx.writer.batch([
    statement`UPDATE test_payments SET state = 'succeeded' WHERE id = ${paymentId} AND state = 'open'`,
    schedule('test-notification', paymentId, ctx.clock.nowMs()),
  ]);
  await ctx.queue.send({ kind: 'test-notification', id: paymentId });
  return { returnUrl: found.returnUrl };
}
