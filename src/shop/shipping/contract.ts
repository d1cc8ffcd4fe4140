import { z } from '@hono/zod-openapi';
import { country, id, Money, text, time, version } from '../../http/contract.ts';

const range = { description: 'Minor units of subtotal after discount, or grams' };

const rateFields = {
  title: text(100).openapi({ example: 'Standard' }),
  type: z.enum(['flat', 'subtotal', 'weight']).openapi({
    description:
      'What decides whether the rate applies: nothing, the subtotal after discount, or the weight',
  }),
  price: Money,
  from: z
    .int()
    .min(0)
    .default(0)
    .openapi({ ...range, description: `${range.description}, from and including` }),
  to: z
    .int()
    .min(1)
    .nullable()
    .default(null)
    .openapi({ description: `${range.description}, up to and excluding` }),
};

export const ShippingRateInput = z
  .strictObject({ id: id('shippingRate').optional(), ...rateFields })
  .refine(({ from, to }) => to === null || from < to, {
    path: ['to'],
    message: 'must be above `from`',
  })
  .openapi('ShippingRateInput');

const countries = z
  .array(z.union([country, z.literal('*')]))
  .min(1)
  .max(250)
  .openapi({
    description: 'ISO 3166-1 alpha-2 codes, or `["*"]` for wherever no other zone reaches',
    example: ['GB'],
  });

const zoneFields = {
  name: text(100).openapi({ example: 'United Kingdom' }),
  countries,
  rates: z.array(ShippingRateInput).max(50),
};

export const ShippingZoneInput = z.strictObject(zoneFields).openapi('ShippingZoneInput');
export const ShippingZoneChange = ShippingZoneInput.partial().openapi('ShippingZoneChange');

export const ShippingZone = z
  .object({
    id: id('shippingZone'),
    name: z.string(),
    countries,
    rates: z.array(z.object({ ...rateFields, id: id('shippingRate') })),
    version,
    created_at: time,
    updated_at: time,
  })
  .openapi('ShippingZone');
