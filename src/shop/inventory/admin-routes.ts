import { z } from '@hono/zod-openapi';
import { ShopError } from '../../core/error.ts';
import { listOf, optionalText, pageQuery } from '../../http/contract.ts';
import { operation } from '../../http/operation.ts';
import { page } from '../../http/pagination.ts';
import { adjustStock } from './adjust-stock.ts';
import { Adjustment, InventoryLevel, Movement } from './contract.ts';
import { findLevel, listLevels, listMovements, presentLevel, presentMovement } from './queries.ts';

const tag = 'Admin: inventory';
const sku = optionalText(100)
  .min(1)
  .openapi({ description: 'Percent-encoded in the path', example: '85123A' });
const params = z.object({ sku });

export const inventoryAdminRoutes = [
  operation(
    {
      id: 'listInventory',
      method: 'get',
      path: '/v1/admin/inventory',
      tag,
      summary: 'List stock levels',
      description: 'In the order of their SKUs, or the one level of `sku`.',
      access: 'inventory:read',
      query: z.strictObject({ ...pageQuery, sku: sku.optional() }),
      response: listOf(InventoryLevel, 'InventoryLevelList'),
      problems: ['invalid_cursor'],
    },
    (ctx, { query: { sku: wanted, ...request } }) =>
      page(ctx, {
        list: 'inventory',
        request,
        read: (limit, after) => listLevels(ctx.db, { sku: wanted }, limit, after?.id),
        position: (level) => ({ key: '', id: level.sku }),
        present: presentLevel,
      }),
  ),
  operation(
    {
      id: 'adjustStock',
      method: 'post',
      path: '/v1/admin/inventory/{sku}/adjustments',
      tag,
      summary: 'Adjust stock',
      description:
        'Adds to what is on hand, or takes from it. Never takes below what orders have reserved, unless the policy is `continue`.',
      access: 'inventory:write',
      params,
      body: Adjustment,
      response: InventoryLevel,
      problems: ['sku_not_found', 'inventory_below_reserved', 'amount_out_of_range'],
      idempotency: 'required',
      example: { delta: 24, reason: 'delivery' },
    },
    (ctx, { params: { sku: adjusted }, body }) => adjustStock(ctx, { sku: adjusted, ...body }),
  ),
  operation(
    {
      id: 'listMovements',
      method: 'get',
      path: '/v1/admin/inventory/{sku}/movements',
      tag,
      summary: 'List stock movements',
      description: 'The newest first. They sum to `on_hand`.',
      access: 'inventory:read',
      params,
      query: z.strictObject(pageQuery),
      response: listOf(Movement, 'MovementList'),
      problems: ['sku_not_found', 'invalid_cursor'],
    },
    async (ctx, { params: { sku: wanted }, query }) => {
      const level = await findLevel(ctx.db, wanted);
      if (!level) throw new ShopError('sku_not_found', { sku: wanted });
      return await page(ctx, {
        list: 'movements',
        request: query,
        read: (limit, after) =>
          listMovements(ctx.db, level.variantId, limit, after && Number(after.key)),
        position: (movement) => ({ key: movement.seq, id: '' }),
        present: presentMovement,
      });
    },
  ),
];
