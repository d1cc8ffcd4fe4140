import { z } from '@hono/zod-openapi';
import { askTogether } from '../../db/read.ts';
import { id } from '../../http/contract.ts';
import { operation } from '../../http/operation.ts';
import { PlacedOrder } from '../orders/contract.ts';
import { enabledProviders } from '../payments/index.ts';
import { currenciesQuery, shopQuery } from '../settings/index.ts';
import { shippedCountries, zonesQuery } from '../shipping/index.ts';
import { Checkout, Shop } from './contract.ts';
import { placeOrder } from './place-order.ts';

export const checkoutRoutes = [
  // Here and not in settings: only checkout may see settings, payments and shipping together.
  operation(
    {
      id: 'getShop',
      method: 'get',
      path: '/v1/shop',
      tag: 'Shop',
      summary: 'Read the shop',
      description:
        'What a client needs to draw a checkout: currencies, countries, tax display and payment providers.',
      access: 'public',
      response: Shop,
      problems: [],
      // The currencies are those that any product is sold in.
      cache: { tags: () => ['shop'], scopes: () => ['shop', 'products'], ttlSeconds: 60 },
    },
    async (ctx) => {
      const [shop, currencies, zones] = await askTogether(ctx.replica, [
        shopQuery(ctx),
        currenciesQuery,
        zonesQuery,
      ]);
      return {
        name: shop.name,
        default_currency: shop.default_currency,
        currencies: currencies.length > 0 ? currencies : [shop.default_currency],
        countries: shippedCountries(zones),
        tax_display: shop.tax_display,
        payment_providers: enabledProviders(ctx).map((provider) => ({
          id: provider.id,
          ...provider.publicConfiguration(ctx.config),
        })),
      };
    },
  ),
  operation(
    {
      id: 'placeOrder',
      method: 'post',
      path: '/v1/carts/{cart}/checkout',
      tag: 'Checkout',
      summary: 'Turn a cart into an order',
      description:
        'Answers as soon as the order is durable and its stock reserved. The payment is still on its way, except where the buyer has to go on with it (`next_action`, `client_secret`). Poll the order with its `access_token`. Refusals come in this order: incomplete cart, short stock, inapplicable code, changed total.',
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
        'amount_out_of_range',
        'provider_not_enabled',
        'payment_token_invalid',
        'amount_not_chargeable',
      ],
      idempotency: 'required',
      claimsItself: true,
      location: ({ id: order }) => `/v1/orders/${order}`,
      example: {
        expected_total: { amount: 1275, currency: 'GBP' },
        payment: { provider: 'test', token: 'tok_success' },
      },
    },
    (ctx, { params: { cart }, body }) =>
      placeOrder(ctx, { cartId: cart, expectedTotal: body.expected_total, payment: body.payment }),
  ),
];
