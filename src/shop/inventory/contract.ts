import { z } from '@hono/zod-openapi';
import { id, text, time, version } from '../../http/contract.ts';

const sku = z.string().openapi({ description: 'Compared exactly', example: '85123A' });
const policy = z.enum(['deny', 'continue']).openapi({
  description: '`continue` sells below zero; `deny` never does',
});

export const InventoryLevel = z
  .object({
    sku,
    variant_id: id('variant'),
    on_hand: z.int().openapi({ example: 120 }),
    reserved: z
      .int()
      .openapi({ description: 'Held by orders that are not confirmed yet', example: 3 }),
    available: z.int().openapi({ description: 'on_hand − reserved', example: 117 }),
    policy,
    version,
  })
  .openapi('InventoryLevel');

export const Adjustment = z
  .strictObject({
    delta: z
      .int()
      .min(-1_000_000_000)
      .max(1_000_000_000)
      .refine((value) => value !== 0, { message: 'must not be 0' })
      .openapi({ description: 'Units to add, or to take when negative', example: 24 }),
    reason: text(200).openapi({ example: 'delivery' }),
  })
  .openapi('Adjustment');

export const Movement = z
  .object({
    delta: z.int(),
    reason: z.string().openapi({ example: 'sale' }),
    order_id: id('order').nullable(),
    at: time,
  })
  .openapi('Movement');

export const Availability = z
  .object({
    data: z.array(
      z.object({
        variant_id: id('variant'),
        status: z.enum(['in_stock', 'low_stock', 'out_of_stock', 'backorder']),
      }),
    ),
  })
  .openapi('Availability');
