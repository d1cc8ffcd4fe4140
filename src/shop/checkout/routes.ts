import { z } from '@hono/zod-openapi';
import { id, Money } from '../../http/contract.ts';
import { operation } from '../../http/operation.ts';
import { PaymentChoice, PlacedOrder } from '../orders/contract.ts';
import { placeOrder } from './place-order.ts';

export const Checkout = z
  .strictObject({
    expected_total: Money.openapi({ description: 'The total that the buyer was shown' }),
    payment: PaymentChoice,
  })
  .openapi('Checkout');

export const checkoutRoutes = [
  operation(
    {
      id: 'placeOrder',
      method: 'post',
      path: '/v1/carts/{cart}/checkout',
      tag: 'Checkout',
      summary: 'Turn a cart into an order',
      description:
        'Answers as soon as the order is durable and its stock reserved; the payment may still be on its way. Poll the order with its `access_token`. Refusals come in this order: incomplete cart, short stock, inapplicable code, changed total.',
      access: 'public',
      params: z.object({ cart: id('cart') }),
      body: Checkout,
      response: PlacedOrder,
      status: 201,
      problems: [
        'cart_not_found',
        'cart_completed',
        'cart_incomplete',
        'stock_short',
        'code_not_applicable',
        'total_changed',
        'provider_not_enabled',
        'payment_token_invalid',
      ],
      idempotency: 'required',
      location: ({ id: order }) => `/v1/orders/${order}`,
      example: { expected_total: { amount: 1275, currency: 'GBP' }, payment: { provider: 'test', token: 'tok_success' } },
    },
    (ctx, { params: { cart }, body }) =>
      placeOrder(ctx, { cartId: cart, expectedTotal: body.expected_total, payment: body.payment }),
  ),
];
