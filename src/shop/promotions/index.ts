export {
  applyDiscounts,
  type CodeRefusal,
  type DiscountCode,
  normalizeCode,
  whyNotApplicable,
} from './discount.ts';
export { codesQuery } from './queries.ts';
export { createCode } from './save-discount-code.ts';
