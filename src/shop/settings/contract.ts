import { z } from '@hono/zod-openapi';
import { country, currency, text, version } from '../../http/contract.ts';

export const taxDisplay = z.enum(['inclusive', 'exclusive']).openapi({
  description: 'Whether listed prices contain tax',
});

export const Shop = z
  .object({
    name: z.string().openapi({ example: 'Kiosk' }),
    default_currency: currency,
    currencies: z.array(currency).openapi({ description: 'Those that something is sold in', example: ['GBP'] }),
    countries: z.array(country).openapi({ description: 'Where the shop ships to', example: ['GB', 'DE'] }),
    tax_display: taxDisplay,
    payment_providers: z.array(
      z.looseObject({ id: z.string().openapi({ example: 'test' }) }).openapi({
        description: 'Id and public configuration of an enabled provider',
      }),
    ),
  })
  .openapi('Shop');

export const ShopSettings = z
  .object({ name: z.string(), default_currency: currency, tax_display: taxDisplay, version })
  .openapi('ShopSettings');

export const ShopSettingsChange = z
  .strictObject({
    name: text(200).optional(),
    default_currency: currency.optional(),
    tax_display: taxDisplay.optional(),
  })
  .openapi('ShopSettingsChange', { example: { name: 'Corner Kiosk' } });
