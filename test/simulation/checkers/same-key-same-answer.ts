import { isKept } from '../history.ts';
import { answered, type Checker, grouped, scopeOf } from './evidence.ts';

export const sameKeySameAnswer: Checker = {
  name: 'a key always gets the same answer, byte for byte',
  check: (evidence) =>
    [...grouped(answered(evidence), scopeOf)].flatMap(([scope, tries]) => {
      const kept = tries.filter(({ answer }) => isKept(answer));
      const texts = new Set(kept.map(({ answer }) => `${answer.status} ${answer.text}`));
      return texts.size > 1 ? [`${scope} was answered ${[...texts].join(' and ')}`] : [];
    }),
};
