import { answered, type Checker, grouped } from './evidence.ts';

export const ordersMoveForward: Checker = {
  name: 'whoever reads an order again reads no older one',
  check: (evidence) =>
    [
      ...grouped(
        answered(evidence).filter(({ answer }) => answer.status < 300 && !answer.replayed),
        ({ answer: { body } }) => (String(body.id).startsWith('ord_') ? body.id : undefined),
      ),
    ].flatMap(([order, shown]) =>
      shown.flatMap(({ sentAt, answer }) => {
        const known = shown
          .filter(({ answeredAt }) => answeredAt < sentAt)
          .map((each) => each.answer.body.version as number);
        const latest = Math.max(0, ...known);
        const { version } = answer.body;
        return version < latest ? [`${order} went back from version ${latest} to ${version}`] : [];
      }),
    ),
};
