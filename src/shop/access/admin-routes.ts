import { z } from '@hono/zod-openapi';
import { ShopError } from '../../core/error.ts';
import { id, listOf, pageQuery } from '../../http/contract.ts';
import { operation } from '../../http/operation.ts';
import { page } from '../../http/pagination.ts';
import { ApiKey, ApiKeyInput, CreatedApiKey } from './contract.ts';
import { createKey, deleteKey } from './create-key.ts';
import { findKey, listKeys, presentKey } from './queries.ts';

const tag = 'Admin: API keys';
const path = '/v1/admin/api-keys';
const params = z.object({ id: id('apiKey') });

export const accessAdminRoutes = [
  operation(
    {
      id: 'listApiKeys',
      method: 'get',
      path,
      tag,
      summary: 'List API keys',
      description: 'The newest first, without the keys themselves.',
      access: 'keys:read',
      query: z.strictObject(pageQuery),
      response: listOf(ApiKey, 'ApiKeyList'),
      problems: ['invalid_cursor'],
    },
    (ctx, { query }) =>
      page(ctx, {
        list: 'api-keys',
        request: query,
        read: (limit, after) => listKeys(ctx.db, limit, after?.id),
        position: ({ id: key }) => ({ key: '', id: key }),
        present: presentKey,
      }),
  ),
  operation(
    {
      id: 'createApiKey',
      method: 'post',
      path,
      tag,
      summary: 'Create an API key',
      description:
        'The key is shown in this answer only: a repeat with the same Idempotency-Key is told `already_created`.',
      access: 'keys:write',
      body: ApiKeyInput,
      response: CreatedApiKey,
      status: 201,
      problems: ['already_created'],
      idempotency: 'optional',
      location: ({ id: key }) => `${path}/${key}`,
      showsSecret: true,
      example: { name: 'Warehouse', scopes: ['inventory:write', 'orders:read'] },
    },
    (ctx, { body }) => createKey(ctx, body),
  ),
  operation(
    {
      id: 'getApiKey',
      method: 'get',
      path: `${path}/{id}`,
      tag,
      summary: 'Read an API key',
      description: 'Its name, scopes and last four characters.',
      access: 'keys:read',
      params,
      response: ApiKey,
      problems: ['api_key_not_found'],
    },
    async (ctx, input) => {
      const found = await findKey(ctx.db, input.params.id);
      if (!found) throw new ShopError('api_key_not_found');
      return presentKey(found);
    },
  ),
  operation(
    {
      id: 'deleteApiKey',
      method: 'delete',
      path: `${path}/{id}`,
      tag,
      summary: 'Delete an API key',
      description: 'It ends at once. Answers the key as it was.',
      access: 'keys:write',
      params,
      response: ApiKey,
      problems: ['api_key_not_found', 'version_conflict'],
      idempotency: 'optional',
      precondition: 'required',
    },
    (ctx, input) => deleteKey(ctx, { id: input.params.id, ifVersion: input.ifMatch }),
  ),
];
