export { tellOrderedCart } from './tell-ordered-cart.ts';
