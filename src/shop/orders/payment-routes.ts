import { z } from '@hono/zod-openapi';
import { id, optionalText } from '../../http/contract.ts';
import { operation } from '../../http/operation.ts';
import { readBody } from '../../http/request.ts';
import { approveTestPayment } from '../payments/index.ts';
import { receivePaymentNotification } from './receive-payment-notification.ts';

const tag = 'Payments';

export const paymentRoutes = [
  operation(
    {
      id: 'receivePaymentNotification',
      method: 'post',
      path: '/v1/payments/{provider}/webhook',
      tag,
      summary: 'Receive a notification of a payment provider',
      description:
        'For providers. The signature is checked on the raw body (`test` signs as Standard Webhooks do: `webhook-id`, `webhook-timestamp`, `webhook-signature`; `stripe` sends `Stripe-Signature`); an event is claimed once by its id, in the transaction that has its effect. A failure of ours answers 5xx, so that the provider tries again.',
      access: 'public',
      params: z.object({ provider: optionalText(50).min(1).openapi({ example: 'test' }) }),
      streams: { mediaTypes: ['application/json'] },
      limit: 'notifications',
      response: z.object({ received: z.literal(true) }).openapi('Received'),
      problems: [
        'provider_not_enabled',
        'invalid_signature',
        'payment_not_found',
        'provider_unavailable',
        'invalid_json',
        'body_too_large',
        'request_timeout',
      ],
    },
    async (ctx, { params: { provider }, request }) => {
      const body = await readBody(ctx, request);
      await receivePaymentNotification(ctx, {
        provider,
        request: { headers: request.headers, body },
      });
      return { received: true };
    },
  ),
  operation(
    {
      id: 'approveTestPayment',
      method: 'get',
      path: '/v1/payments/test/{payment}/approve',
      tag,
      summary: 'Approve a payment of the test provider',
      description:
        'The page that `next_action.url` of `tok_requires_action` leads to. Finishes the payment and sends the buyer back.',
      access: 'public',
      params: z.object({ payment: id('payment') }),
      query: z.strictObject({
        secret: optionalText(100).min(1).openapi({ example: 'from next_action.url' }),
      }),
      limit: 'checkout',
      response: z.object({ approved: z.literal(true) }).openapi('ApprovedTestPayment'),
      redirects: 'Back to the `return_url` of the payment, if it has one',
      problems: ['payment_not_found', 'overloaded', 'outcome_unknown'],
    },
    async (ctx, { params: { payment }, query: { secret }, request }) => {
      // A link preview asks with HEAD: it must not pay.
      if (request.method === 'HEAD') return { approved: true };
      const { returnUrl } = await approveTestPayment(ctx, { paymentId: payment, secret });
      if (returnUrl === null) return { approved: true };
      return new Response(null, { status: 303, headers: { location: returnUrl } });
    },
  ),
];
