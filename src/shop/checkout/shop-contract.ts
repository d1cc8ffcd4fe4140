import { z } from '@hono/zod-openapi';
import { country, currency } from '../../http/contract.ts';
import { taxDisplay } from '../settings/contract.ts';

export const Shop = z
  .object({
    name: z.string().openapi({ example: 'Kiosk' }),
    default_currency: currency,
    currencies: z
      .array(currency)
      .openapi({ description: 'Those that something is sold in', example: ['GBP'] }),
    countries: z
      .array(country)
      .openapi({ description: 'Where the shop ships to', example: ['GB', 'DE'] }),
    tax_display: taxDisplay,
    payment_providers: z.array(
      z.looseObject({ id: z.string().openapi({ example: 'test' }) }).openapi({
        description: 'Id and public configuration of an enabled provider',
      }),
    ),
  })
  .openapi('Shop');
