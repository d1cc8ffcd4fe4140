import { ask, type Checker } from './evidence.ts';

export const audited: Checker = {
  name: 'an order is placed at the prices and on the stock of its moment',
  async check(evidence) {
    const rows = await ask(evidence, 'SELECT subject, detail FROM audit');
    return rows.map(({ subject, detail }) => `${subject}: ${detail}`);
  },
};
