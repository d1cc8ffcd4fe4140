import { ask, type Checker } from './evidence.ts';

export const codesKeepTheirLimits: Checker = {
  name: 'a discount code is used no more often than it may be',
  async check(evidence) {
    const uses = await ask(
      evidence,
      `SELECT c.code, u.customer, count(*) AS times FROM discount_uses u
       JOIN discount_codes c ON c.id = u.code_id WHERE NOT u.released GROUP BY 1, 2`,
    );
    return evidence.shop.codes.flatMap(({ code, usageLimit, usageLimitPerCustomer }) => {
      const own = uses.filter((use) => use['code'] === code);
      const all = own.reduce((sum, use) => sum + Number(use['times']), 0);
      const found =
        usageLimit !== null && all > usageLimit ? [`${code} was used ${all} times`] : [];
      const greedy = own.filter(
        (use) => usageLimitPerCustomer !== null && Number(use['times']) > usageLimitPerCustomer,
      );
      return [...found, ...greedy.map((use) => `${code} was used ${use['times']} times by one`)];
    });
  },
};
