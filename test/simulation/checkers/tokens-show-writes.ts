import { answered, type Checker } from './evidence.ts';

export const tokensShowWrites: Checker = {
  name: 'a read with the token of a write shows the write',
  check(evidence) {
    const all = answered(evidence);
    return all.flatMap(({ ask, answeredAt, answer }) => {
      if (ask.consistency === undefined || answer.status !== 200) return [];
      const write = all.find((each) => each.answer.consistency === ask.consistency);
      const written = write?.answer.body.prices?.[0]?.amount;
      const changedSince = all.some(
        (each) =>
          each !== write &&
          each.ask.path === write?.ask.path &&
          each.ask.method === 'PATCH' &&
          each.sentAt > (write?.sentAt ?? 0) &&
          each.sentAt < answeredAt,
      );
      const shown = answer.body.variants?.[0]?.prices?.[0]?.amount;
      return written === undefined || changedSince || shown === written
        ? []
        : [`${ask.path} shows ${shown}, ${written} was written`];
    });
  },
};
