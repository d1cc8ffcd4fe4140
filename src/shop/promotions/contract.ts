import { z } from '@hono/zod-openapi';
import { id, Money, percent, text, time, version } from '../../http/contract.ts';

const percentOff = percent(z.number().gt(0)).openapi({
  description: 'Percent off, above 0, at most four decimals',
  example: 10,
});
const count = z.int().min(1).max(1_000_000_000);

const fields = {
  code: text(64).regex(/^\S+$/, 'must not contain space').openapi({
    description: 'Compared without regard to case, and to how accents are composed',
    example: 'WELCOME10',
  }),
  type: z.enum(['percentage', 'fixed', 'free_shipping']),
  value: z.union([percentOff, Money]).optional().openapi({
    description: 'Percent for `percentage`, Money for `fixed`, nothing for `free_shipping`',
    example: 10,
  }),
  usage_limit: count.nullable().optional().openapi({ description: 'Orders in all', example: 1000 }),
  usage_limit_per_customer: count
    .nullable()
    .optional()
    .openapi({ description: 'Orders for each email address', example: 1 }),
  starts_at: time.nullable().optional(),
  ends_at: time.nullable().optional(),
  minimum_subtotal: Money.nullable()
    .optional()
    .openapi({ description: 'Of the cart before discount' }),
};

const fits = ({ type, value }: { type?: string | undefined; value?: unknown }): boolean =>
  type === undefined ||
  (type === 'percentage' && typeof value === 'number') ||
  (type === 'fixed' && typeof value === 'object' && value !== null) ||
  (type === 'free_shipping' && value === undefined);

const mismatch = { path: ['value'], message: 'does not fit the type' };

export const DiscountCodeInput = z
  .strictObject(fields)
  .refine(fits, mismatch)
  .openapi('DiscountCodeInput');

/** The type of a code is fixed: what it takes off may change, what it is may not. */
const { type: _type, ...changeable } = fields;
export const DiscountCodeChange = z
  .strictObject(changeable)
  .partial()
  .openapi('DiscountCodeChange');

export const DiscountCode = z
  .object({
    id: id('discountCode'),
    ...fields,
    usage_limit: count.nullable(),
    usage_limit_per_customer: count.nullable(),
    starts_at: time.nullable(),
    ends_at: time.nullable(),
    minimum_subtotal: Money.nullable(),
    used: z.int().openapi({ description: 'Orders that use it now; a canceled one gives it back' }),
    version,
    created_at: time,
    updated_at: time,
  })
  .openapi('DiscountCode');
