import { ask, type Checker } from './evidence.ts';

export const codesFollowTheirOrders: Checker = {
  name: 'an order that was canceled gives its code back, and no other does',
  async check(evidence) {
    const rows = await ask(
      evidence,
      `SELECT o.id, o.status, u.released FROM discount_uses u JOIN orders o ON o.id = u.order_id
       WHERE u.released <> (o.status = 'canceled')`,
    );
    return rows.map(
      ({ id, status, released }) => `${id} is ${status}, its code is ${released ? '' : 'not '}back`,
    );
  },
};
