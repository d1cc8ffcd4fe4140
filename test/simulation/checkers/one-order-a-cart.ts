import { answered, type Checker, grouped } from './evidence.ts';

export const oneOrderACart: Checker = {
  name: 'whoever checks a cart out is told of one order, whatever key they use',
  check(evidence) {
    const told = answered(evidence).flatMap(({ ask: { path }, answer: { status, body } }) => {
      const cart = /^\/v1\/carts\/(\w+)\//.exec(path)?.[1];
      const order =
        status === 201 && path.endsWith('/checkout')
          ? body.id
          : body.code === 'cart_completed'
            ? body.order_id
            : undefined;
      return cart !== undefined && typeof order === 'string' ? [{ cart, order }] : [];
    });
    return [...grouped(told, ({ cart }) => cart)].flatMap(([cart, each]) => {
      const orders = new Set(each.map(({ order }) => order));
      return orders.size > 1 ? [`${cart} became ${[...orders].join(' and ')}`] : [];
    });
  },
};
