import { z } from '@hono/zod-openapi';
import {
  quantityMax,
  Address,
  currency,
  id,
  Message,
  Money,
  optionalText,
  quantity,
  text,
  time,
  version,
  Totals,
} from '../../http/contract.ts';

const linesMax = 2_000;

const eitherVariantOrSku = (line: { variant_id?: unknown; sku?: unknown }) =>
  (line.variant_id === undefined) !== (line.sku === undefined);

export const LineInput = z
  .strictObject({
    variant_id: id('variant').optional(),
    sku: optionalText(100).min(1).optional().openapi({ example: '22423' }),
    quantity,
  })
  .refine(eitherVariantOrSku, { message: 'needs either variant_id or sku' })
  .openapi('LineInput', { example: { sku: '22423', quantity: 2 } });

export const CartInput = z
  .strictObject({
    currency: currency
      .optional()
      .openapi({ description: 'The default currency of the shop if left out' }),
    lines: z.array(LineInput).max(linesMax).default([]),
  })
  .openapi('CartInput');

export const QuantityChange = z
  .strictObject({
    quantity: z
      .int()
      .min(0)
      .max(quantityMax)
      .openapi({ description: '0 removes the line', example: 3 }),
  })
  .openapi('QuantityChange');

export const email = z.email().max(254).openapi({ example: 'buyer@example.com' });

export const CartChange = z
  .strictObject({
    email: email.nullable().optional(),
    shipping_address: Address.nullable().optional(),
    billing_address: Address.nullable()
      .optional()
      .openapi({ description: 'The shipping address if left out' }),
    shipping_option_id: id('shippingRate').nullable().optional(),
    note: text(2_000).nullable().optional(),
  })
  .openapi('CartChange');

export const DiscountCodeEntry = z
  .strictObject({ code: text(64) })
  .openapi('DiscountCodeEntry', { example: { code: 'WELCOME10' } });

export const ShippingOption = z
  .object({
    id: id('shippingRate'),
    title: z.string().openapi({ example: 'Standard' }),
    price: Money,
  })
  .openapi('ShippingOption');
export const ShippingOptionList = z
  .object({ data: z.array(ShippingOption) })
  .openapi('ShippingOptionList');

const lineFields = {
  id: id('line'),
  variant_id: id('variant'),
  sku: z.string(),
  title: z.string(),
  quantity: z.int(),
  unit_price: Money,
  discount: Money,
  total: Money.openapi({ description: 'unit_price × quantity − discount' }),
};
export const CartLine = z.object(lineFields).openapi('CartLine');

const CodeAmount = z
  .object({
    code: z.string(),
    amount: Money.openapi({ description: 'What it takes off the lines' }),
  })
  .openapi('AppliedDiscountCode');

export const Cart = z
  .object({
    id: id('cart'),
    status: z.enum(['active', 'completed', 'merged', 'expired']),
    currency,
    lines: z.array(CartLine),
    discount_codes: z.array(CodeAmount),
    email: z.string().nullable(),
    shipping_address: Address.nullable(),
    billing_address: Address.nullable(),
    shipping_option: ShippingOption.nullable(),
    note: z.string().nullable(),
    totals: Totals,
    messages: z.array(Message),
    order_id: id('order').optional(),
    version,
    expires_at: time,
  })
  .openapi('Cart');
