import type { PaymentProvider } from '../payment-provider.ts';

const sevenDaysSeconds = 7 * 24 * 3_600;

/** Bank transfer: pending until a person sees the money and captures. Refunds are transfers back. */
export const manual: PaymentProvider = {
  id: 'manual',
  publicConfiguration: () => ({ type: 'bank_transfer', hold_seconds: sevenDaysSeconds }),
  accepts: () => true,
  answersBuyer: () => false,
  charges: () => true,
  holdSeconds: () => sevenDaysSeconds,
  start: async () => ({ status: 'created' }),
  poll: async () => ({ status: 'created' }),
  cancel: async () => ({ status: 'canceled' }),
  capture: async (_ctx, attempt) => ({ status: 'captured', amount: attempt.amount }),
  refund: async (_ctx, _attempt, { id, amount }) => ({ status: 'succeeded', refundId: id, amount }),
};
