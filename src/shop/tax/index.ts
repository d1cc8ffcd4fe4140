export { taxRatesQuery } from './queries.ts';
export { createTaxRate } from './save-tax-rate.ts';
export { rateOf, type TaxDisplay, type TaxRate, taxOf } from './tax.ts';
