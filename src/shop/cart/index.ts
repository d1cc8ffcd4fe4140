export { cartActor } from './cart.ts';
export { readCart, tellCart } from './tell-cart.ts';
export { pricedCart } from './priced-cart.ts';
export { missingForCheckout, type PricedCart } from './pricing.ts';
