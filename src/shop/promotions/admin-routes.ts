import { page } from '../../http/pagination.ts';
import { resourceOperations } from '../../http/resource.ts';
import { DiscountCode, DiscountCodeChange, DiscountCodeInput } from './contract.ts';
import { findCode, listCodes, presentCode } from './queries.ts';
import { changeCode, createCode, deleteCode } from './save-discount-code.ts';

export const promotionsAdminRoutes = resourceOperations({
  name: 'DiscountCode',
  noun: ['a', 'discount code', 'discount codes'],
  path: '/v1/admin/discount-codes',
  tag: 'Admin: promotions',
  kind: 'discountCode',
  scopes: ['promotions:read', 'promotions:write'],
  schema: DiscountCode,
  input: DiscountCodeInput,
  change: DiscountCodeChange,
  notFound: 'discount_code_not_found',
  problems: ['code_taken'],
  about: {
    list: 'The newest first.',
    create:
      'A percentage, a fixed amount or free shipping. Limits count orders that are not canceled.',
    change: 'JSON Merge Patch; null takes a limit away. The type of a code cannot change.',
    remove: 'Answers the code as it was. Orders keep their discount.',
  },
  examples: {
    create: { code: 'SPRING15', type: 'percentage', value: 15, usage_limit: 500 },
    change: { value: 20, usage_limit: null },
  },
  list: (ctx, request) =>
    page(ctx, {
      list: 'discount-codes',
      request,
      read: (limit, after) => listCodes(ctx.db, limit, after),
      position: (row) => ({ key: row.createdAt, id: row.id }),
      present: presentCode,
    }),
  find: async (ctx, id) => {
    const found = await findCode(ctx.db, id);
    return found && presentCode(found);
  },
  create: createCode,
  modify: changeCode,
  remove: deleteCode,
});
