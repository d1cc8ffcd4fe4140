import { z } from '@hono/zod-openapi';
import { scopes } from '../../core/caller.ts';
import { id, text, time, version } from '../../http/contract.ts';

const scope = z
  .enum(scopes)
  .openapi({ description: '`:write` includes `:read`; `*` is everything' });

export const ApiKeyInput = z
  .strictObject({
    name: text(100).openapi({ example: 'Warehouse' }),
    scopes: z.array(scope).min(1).max(20),
  })
  .openapi('ApiKeyInput');

export const ApiKey = z
  .object({
    id: id('apiKey'),
    name: z.string(),
    hint: z.string().openapi({ description: 'The last four characters', example: 'a1b2' }),
    scopes: z.array(scope),
    version,
    created_at: time,
  })
  .openapi('ApiKey');

export const CreatedApiKey = ApiKey.extend({
  key: z.string().openapi({ description: 'Shown only here' }),
}).openapi('CreatedApiKey');
