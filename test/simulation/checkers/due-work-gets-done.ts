import { ask, type Checker } from './evidence.ts';

export const dueWorkGetsDone: Checker = {
  name: 'whatever was due got done',
  async check(evidence) {
    const rows = await ask(evidence, 'SELECT kind, id, attempts, dead_at, last_error FROM due');
    return rows.map(
      (row) =>
        `${row['kind']} ${row['id']} is still ${row['dead_at'] === null ? 'due' : 'dead'}: ${row['last_error']}`,
    );
  },
};
