import { z } from '@hono/zod-openapi';
import { ShopError } from '../../core/error.ts';
import { mayUse, type Scope } from '../../core/caller.ts';
import { id } from '../../http/contract.ts';
import { operation } from '../../http/operation.ts';
import type { Context } from '../../platform/context.ts';
import { opensOrder } from './access-token.ts';
import { payOrder } from './pay-order.ts';
import { mustFindOrder } from './queries.ts';
import { Order, PaymentChoice } from './contract.ts';
import { presentOrder } from './present.ts';

const tag = 'Orders';
const params = z.object({ order: id('order') });

export const orderRoutes = [
  operation(
    {
      id: 'getOrder',
      method: 'get',
      path: '/v1/orders/{order}',
      tag,
      summary: 'Read an order',
      description:
        'With the `access_token` of the order, or an API key that may read orders, as bearer. Anything else is not found.',
      access: 'holder',
      params,
      response: Order,
      problems: ['order_not_found'],
    },
    async (ctx, { params: { order }, bearer }) => {
      await mustHold(ctx, { order, bearer, scope: 'orders:read' });
      return presentOrder(await mustFindOrder(ctx, order));
    },
  ),
  operation(
    {
      id: 'payOrder',
      method: 'post',
      path: '/v1/orders/{order}/payments',
      tag,
      summary: 'Pay an order again',
      description:
        'After a decline, while the hold lives. Answers the order. More than 5 attempts in 10 minutes are 429 `rate_limited`, whether or not rates are limited otherwise; more than 20 in all 422 `payment_limit`.',
      access: 'holder',
      params,
      body: PaymentChoice,
      response: Order,
      problems: [
        'order_not_found',
        'invalid_transition',
        'provider_not_enabled',
        'payment_token_invalid',
        'amount_not_chargeable',
        'payment_limit',
      ],
      idempotency: 'required',
      limit: 'checkout',
      example: { provider: 'test', token: 'tok_success' },
    },
    async (ctx, { params: { order }, body, bearer }) => {
      await mustHold(ctx, { order, bearer, scope: 'orders:write' });
      return await payOrder(ctx, { orderId: order, choice: body });
    },
  ),
];

/** @throws order_not_found to whoever may not see the order: whether there is one is no one's business */
async function mustHold(
  ctx: Context,
  { order, bearer, scope }: { order: string; bearer: string | undefined; scope: Scope },
): Promise<void> {
  if (mayUse(ctx.caller, scope)) return;
  if (!(await opensOrder(ctx, order, bearer))) throw new ShopError('order_not_found');
}
