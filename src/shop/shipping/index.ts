export { shippedCountries, zonesQuery } from './queries.ts';
export { shippingOptions, type ShippingOption, type ShippingZone } from './shipping.ts';
export { createZone } from './save-zone.ts';
