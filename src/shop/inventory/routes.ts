import { z } from '@hono/zod-openapi';
import { idPattern } from '../../core/id.ts';
import { operation } from '../../http/operation.ts';
import { Availability } from './contract.ts';
import { ask } from '../../db/read.ts';
import { levelsQuery } from './queries.ts';
import { availabilityStatus } from './stock.ts';

const variantsMax = 100;

const variantIds = z
  .string()
  .min(1)
  .max(6_000)
  .transform((list) => [...new Set(list.split(','))])
  .refine((ids) => ids.length <= variantsMax && ids.every((id) => idPattern('variant').test(id)), {
    message: `must be at most ${variantsMax} variant ids, separated by commas`,
  })
  .openapi({
    type: 'string',
    description: 'Variant ids, separated by commas',
    example: 'var_01kaqz3v5m7n0c2d4e6f8g1h3j',
  });

export const inventoryRoutes = [
  operation(
    {
      id: 'getAvailability',
      method: 'get',
      path: '/v1/availability',
      tag: 'Catalog',
      summary: 'Read the availability of variants',
      description:
        'Stock is in no other cached answer: this one is at most a second old. A variant that does not exist is out of stock.',
      access: 'public',
      query: z.strictObject({ variants: variantIds }),
      response: Availability,
      problems: [],
      cache: { tags: () => ['availability'], scopes: () => [], ttlSeconds: 1 },
    },
    async (ctx, { query }) => {
      const levels = await ask(ctx.replica, levelsQuery(query.variants));
      return {
        data: query.variants.map((id) => ({
          variant_id: id,
          status: availabilityStatus(levels.get(id)),
        })),
      };
    },
  ),
];
