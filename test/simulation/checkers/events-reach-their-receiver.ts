import { ask, type Checker } from './evidence.ts';

export const eventsReachTheirReceiver: Checker = {
  name: 'every event reaches whoever asked for it, signed',
  async check(evidence) {
    const { receiver } = evidence;
    const rows = await ask(evidence, 'SELECT id, type, stream FROM events');
    const missing = rows.filter(({ id }) => !receiver.taken.has(String(id)));
    return [
      ...(receiver.secret === undefined ? [] : missing).map(
        ({ id, type, stream }) => `${type} of ${stream} (${id}) never came`,
      ),
      ...receiver.doubtful,
    ];
  },
};
