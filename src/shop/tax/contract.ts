import { z } from '@hono/zod-openapi';
import { country, id, percent, text, time, version } from '../../http/contract.ts';

const fields = {
  country,
  region: text(100)
    .nullable()
    .openapi({ description: 'State or province; null for the whole country', example: null }),
  name: text(100).openapi({ example: 'VAT' }),
  percentage: percent(z.number().min(0)).openapi({
    description: 'Percent, at most four decimals',
    example: 20,
  }),
  applies_to_shipping: z.boolean(),
};

export const TaxRateInput = z
  .strictObject({
    ...fields,
    region: fields.region.default(null),
    applies_to_shipping: fields.applies_to_shipping.default(true),
  })
  .openapi('TaxRateInput');

export const TaxRateChange = z.strictObject(fields).partial().openapi('TaxRateChange');

export const TaxRate = z
  .object({ id: id('taxRate'), ...fields, version, created_at: time, updated_at: time })
  .openapi('TaxRate');
