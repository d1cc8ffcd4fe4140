import { operation } from '../../http/operation.ts';
import { enabledProviders } from '../payments/index.ts';
import { shippedCountries } from '../shipping/index.ts';
import { Shop } from './contract.ts';
import { readShop, sellingCurrencies } from './queries.ts';

export const settingsRoutes = [
  operation(
    {
      id: 'getShop',
      method: 'get',
      path: '/v1/shop',
      tag: 'Shop',
      summary: 'Read the shop',
      description: 'What a client needs to draw a checkout: currencies, countries, tax display and payment providers.',
      access: 'public',
      response: Shop,
      problems: [],
      cache: { tags: () => ['shop'], ttlSeconds: 60, versioned: true },
    },
    async (ctx) => {
      const [shop, currencies, countries] = await Promise.all([
        readShop(ctx, ctx.replica),
        sellingCurrencies(ctx.replica),
        shippedCountries(ctx.replica),
      ]);
      return {
        name: shop.name,
        default_currency: shop.default_currency,
        currencies: currencies.length > 0 ? currencies : [shop.default_currency],
        countries,
        tax_display: shop.tax_display,
        payment_providers: enabledProviders(ctx).map(({ id, publicConfiguration }) => ({ id, ...publicConfiguration })),
      };
    },
  ),
];
