import { answered, type Answered, type Checker } from './evidence.ts';

export const tokensShowWrites: Checker = {
  name: 'a read with the token of a write shows the write',
  check(evidence) {
    const all = answered(evidence);
    return all.flatMap((read) => {
      if (read.ask.consistency === undefined || read.answer.status !== 200) return [];
      const changes = all.filter((each) => changesProduct(each, read));
      const write = changes.findLast(
        ({ answer }) => answer.consistency === read.ask.consistency && !answer.replayed,
      );
      if (!write) return [];
      const written = write.answer.body.prices[0].amount;
      const shown = read.answer.body.variants[0].prices[0].amount;
      // Whoever wrote after that may be seen as well.
      const since = changes.some(
        (each) => each.answeredAt > write.sentAt && each !== write && each.sentAt < read.answeredAt,
      );
      return since || shown === written
        ? []
        : [`${read.ask.path} shows ${shown}, ${written} was written`];
    });
  },
};

const changesProduct = ({ ask }: Answered, read: Answered): boolean =>
  ask.method === 'PATCH' && ask.path.startsWith(`/v1/admin${read.ask.path.slice('/v1'.length)}/`);
