import { onePage, resourceOperations } from '../../http/resource.ts';
import { ShippingZone, ShippingZoneChange, ShippingZoneInput } from './contract.ts';
import { findZone, listZones, presentZone } from './queries.ts';
import { changeZone, createZone, deleteZone } from './save-zone.ts';

export const shippingAdminRoutes = resourceOperations({
  name: 'ShippingZone',
  noun: ['a', 'shipping zone', 'shipping zones'],
  path: '/v1/admin/shipping-zones',
  tag: 'Admin: shipping',
  kind: 'shippingZone',
  scopes: ['settings:read', 'settings:write'],
  schema: ShippingZone,
  input: ShippingZoneInput,
  change: ShippingZoneChange,
  notFound: 'shipping_zone_not_found',
  problems: [],
  about: {
    list: 'All of them on one page, the oldest first.',
    create:
      'Countries, and the rates that goods are shipped there by. A country named by two zones belongs to the older one.',
    change:
      'JSON Merge Patch; `rates` is replaced as a whole. A rate that keeps its `id` stays chosen in carts.',
    remove: 'Answers the zone as it was. Orders keep the option they were placed with.',
  },
  examples: {
    create: {
      name: 'Ireland',
      countries: ['IE'],
      rates: [{ title: 'Standard', type: 'flat', price: { amount: 750, currency: 'GBP' } }],
    },
    change: { name: 'Republic of Ireland' },
  },
  list: async (ctx) => onePage((await listZones(ctx.db)).map(presentZone)),
  find: async (ctx, id) => {
    const found = await findZone(ctx.db, id);
    return found && presentZone(found);
  },
  create: createZone,
  modify: changeZone,
  remove: deleteZone,
});
