import { z } from '@hono/zod-openapi';
import { id, optionalText } from '../../http/contract.ts';
import { type AnyOperation, operation } from '../../http/operation.ts';
import type { Context } from '../../platform/context.ts';
import {
  addCode,
  addLine,
  cartIdOf,
  createCart,
  listShippingOptions,
  removeCode,
  setQuantity,
  showCart,
  updateCart,
} from './change-cart.ts';
import {
  Cart,
  CartChange,
  CartInput,
  DiscountCodeEntry,
  LineInput,
  QuantityChange,
  ShippingOptionList,
} from './contract.ts';

const tag = 'Carts';
const params = z.object({ cart: id('cart') });
const lineParams = z.object({ cart: id('cart'), line: id('line') });
const codeParams = z.object({
  cart: id('cart'),
  code: optionalText(64).min(1).openapi({ example: 'WELCOME10' }),
});

/** What every change of a cart has in common. */
const change = {
  tag,
  access: 'public',
  response: Cart,
  idempotency: 'optional',
  precondition: 'optional',
} as const;
/** A change of a cart that there is: its answers are kept where it is. */
const changeOfOne = {
  ...change,
  answersWith: (_ctx: Context, { params: { cart } }: { params: { cart: string } }) =>
    ({ kind: 'cart', id: () => cart }) as const,
} as const;
/** Whatever answers a cart has priced it. */
const readProblems = ['cart_not_found', 'amount_out_of_range'] as const;
const changeProblems = [...readProblems, 'cart_completed', 'version_conflict'] as const;

export const cartRoutes: AnyOperation[] = [
  operation(
    {
      ...change,
      id: 'createCart',
      method: 'post',
      path: '/v1/carts',
      summary: 'Create a cart',
      description:
        'Whoever holds the id may use the cart. An Idempotency-Key here is a secret too: use at least 22 random characters.',
      body: CartInput,
      status: 201,
      problems: [
        'currency_not_available',
        'variant_not_sellable',
        'cart_limit',
        'amount_out_of_range',
      ],
      idempotency: 'secret',
      answersWith: (ctx, { key }) => ({ kind: 'cart', id: () => cartIdOf(ctx, key) }),
      location: ({ id: cart }) => `/v1/carts/${cart}`,
      example: { currency: 'GBP', lines: [{ sku: '22423', quantity: 1 }] },
    },
    (ctx, { body }) => createCart(ctx, body),
  ),
  operation(
    {
      id: 'getCart',
      method: 'get',
      path: '/v1/carts/{cart}',
      tag,
      summary: 'Read a cart',
      description: 'Never writes. Prices, totals and messages are worked out as they are now.',
      access: 'public',
      params,
      response: Cart,
      problems: readProblems,
    },
    (ctx, input) => showCart(ctx, input.params.cart),
  ),
  operation(
    {
      ...changeOfOne,
      id: 'updateCart',
      method: 'patch',
      path: '/v1/carts/{cart}',
      summary: 'Set email, addresses, shipping option or note',
      description:
        'JSON Merge Patch; an address is replaced as a whole. The billing address is the shipping address until it is set.',
      params,
      body: CartChange,
      problems: [...changeProblems, 'shipping_option_unavailable'],
      example: {
        email: 'buyer@example.com',
        shipping_address: {
          name: 'A. Buyer',
          line1: '12 Market Street',
          city: 'Leeds',
          postal_code: 'LS1 6DT',
          country: 'GB',
        },
      },
    },
    (ctx, { params: { cart }, body, ifMatch }) =>
      updateCart(ctx, { cartId: cart, ifVersion: ifMatch, change: body }),
  ),
  operation(
    {
      ...changeOfOne,
      id: 'addLine',
      method: 'post',
      path: '/v1/carts/{cart}/lines',
      summary: 'Add a line',
      description:
        'The same variant merges into its line: a hundred parallel adds of one are a hundred units.',
      params,
      body: LineInput,
      problems: [...changeProblems, 'variant_not_sellable', 'cart_limit'],
      example: { sku: '22423', quantity: 2 },
    },
    (ctx, { params: { cart }, body, ifMatch }) =>
      addLine(ctx, { cartId: cart, ifVersion: ifMatch, line: body }),
  ),
  operation(
    {
      ...changeOfOne,
      id: 'setQuantity',
      method: 'patch',
      path: '/v1/carts/{cart}/lines/{line}',
      summary: 'Set the quantity of a line',
      description: '0 removes it.',
      params: lineParams,
      body: QuantityChange,
      problems: [...changeProblems, 'line_not_found'],
      example: { quantity: 3 },
    },
    (ctx, { params: { cart, line }, body, ifMatch }) =>
      setQuantity(ctx, { cartId: cart, ifVersion: ifMatch, lineId: line, quantity: body.quantity }),
  ),
  operation(
    {
      ...changeOfOne,
      id: 'removeLine',
      method: 'delete',
      path: '/v1/carts/{cart}/lines/{line}',
      summary: 'Remove a line',
      description: 'Answers the cart.',
      params: lineParams,
      problems: [...changeProblems, 'line_not_found'],
    },
    (ctx, { params: { cart, line }, ifMatch }) =>
      setQuantity(ctx, { cartId: cart, ifVersion: ifMatch, lineId: line, quantity: 0 }),
  ),
  operation(
    {
      ...changeOfOne,
      id: 'addDiscountCode',
      method: 'post',
      path: '/v1/carts/{cart}/discount-codes',
      summary: 'Enter a discount code',
      description:
        'Upper and lower case are the same. A code that stops applying later stays in the cart, with a message. After 20 codes in 15 minutes more are 429 `rate_limited`, whether or not rates are limited otherwise.',
      params,
      body: DiscountCodeEntry,
      problems: [...changeProblems, 'code_not_applicable', 'cart_limit'],
      limit: 'discount-codes',
      example: { code: 'WELCOME10' },
    },
    (ctx, { params: { cart }, body, ifMatch }) =>
      addCode(ctx, { cartId: cart, ifVersion: ifMatch, code: body.code }),
  ),
  operation(
    {
      ...changeOfOne,
      id: 'removeDiscountCode',
      method: 'delete',
      path: '/v1/carts/{cart}/discount-codes/{code}',
      summary: 'Take a discount code out',
      description: 'Answers the cart; a code that is not there is no error.',
      params: codeParams,
      problems: changeProblems,
    },
    (ctx, { params: { cart, code }, ifMatch }) =>
      removeCode(ctx, { cartId: cart, ifVersion: ifMatch, code }),
  ),
  operation(
    {
      id: 'listShippingOptions',
      method: 'get',
      path: '/v1/carts/{cart}/shipping-options',
      tag,
      summary: 'List shipping options',
      description:
        'The cheapest first. Empty before there is a shipping address, and in a shop without shipping zones.',
      access: 'public',
      params,
      response: ShippingOptionList,
      problems: readProblems,
    },
    (ctx, input) => listShippingOptions(ctx, input.params.cart),
  ),
];
