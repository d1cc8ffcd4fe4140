import { onePage, resourceOperations } from '../../http/resource.ts';
import { TaxRate, TaxRateChange, TaxRateInput } from './contract.ts';
import { findTaxRate, listTaxRates, presentTaxRate } from './queries.ts';
import { changeTaxRate, createTaxRate, deleteTaxRate } from './save-tax-rate.ts';

export const taxAdminRoutes = resourceOperations({
  name: 'TaxRate',
  noun: ['a', 'tax rate', 'tax rates'],
  path: '/v1/admin/tax-rates',
  tag: 'Admin: tax',
  kind: 'taxRate',
  scopes: ['settings:read', 'settings:write'],
  schema: TaxRate,
  input: TaxRateInput,
  change: TaxRateChange,
  notFound: 'tax_rate_not_found',
  problems: ['tax_rate_taken'],
  about: {
    list: 'All of them on one page, by country and region.',
    create:
      'One rate a country, and one for each region that differs from it. Whether listed prices contain it is a setting of the shop.',
    change:
      'JSON Merge Patch. Carts are taxed by the new rate when they are next read; orders keep theirs.',
    remove: 'Answers the rate as it was.',
  },
  examples: {
    create: { country: 'IE', name: 'VAT', percentage: 23 },
    change: { percentage: 21 },
  },
  list: async (ctx) => onePage((await listTaxRates(ctx.db)).map(presentTaxRate)),
  find: async (ctx, id) => {
    const found = await findTaxRate(ctx.db, id);
    return found && presentTaxRate(found);
  },
  create: createTaxRate,
  modify: changeTaxRate,
  remove: deleteTaxRate,
});
