import { operation } from '../../http/operation.ts';
import { changeShop } from './change-shop.ts';
import { ShopSettings, ShopSettingsChange } from './contract.ts';
import { readShop } from './queries.ts';

export const settingsAdminRoutes = [
  operation(
    {
      id: 'getShopSettings',
      method: 'get',
      path: '/v1/admin/shop',
      tag: 'Admin: settings',
      summary: 'Read the settings of the shop',
      description: 'Read from the primary.',
      access: 'settings:read',
      response: ShopSettings,
      problems: [],
    },
    async (ctx) => {
      const { terms: _terms, ...settings } = await readShop(ctx, ctx.db);
      return settings;
    },
  ),
  operation(
    {
      id: 'changeShop',
      method: 'patch',
      path: '/v1/admin/shop',
      tag: 'Admin: settings',
      summary: 'Change the settings of the shop',
      description:
        'JSON Merge Patch. A new `tax_display` reprices every cart when it is next read.',
      access: 'settings:write',
      body: ShopSettingsChange,
      response: ShopSettings,
      problems: ['version_conflict'],
      idempotency: 'optional',
      precondition: 'required',
      example: { name: 'Corner Kiosk' },
    },
    (ctx, { body, ifMatch }) => changeShop(ctx, { change: body, ifVersion: ifMatch }),
  ),
];
