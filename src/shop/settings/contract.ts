import { z } from '@hono/zod-openapi';
import { currency, text, version } from '../../http/contract.ts';

export const taxDisplay = z.enum(['inclusive', 'exclusive']).openapi({
  description: 'Whether listed prices contain tax',
});

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
