import { askTogether } from '../../db/read.ts';
import { operation } from '../../http/operation.ts';
import { enabledProviders } from '../payments/index.ts';
import { currenciesQuery, shopQuery } from '../settings/index.ts';
import { shippedCountries, zonesQuery } from '../shipping/index.ts';
import { Shop } from './shop-contract.ts';

/** Apart from the checkout: every storefront asks for it, and few of their visitors buy. */
export const shopRoutes = [
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
];
