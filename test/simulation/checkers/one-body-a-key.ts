import { canonicalJson } from '../../../src/core/text.ts';
import { isKept } from '../history.ts';
import { answered, type Checker, grouped, scopeOf } from './evidence.ts';

export const oneBodyAKey: Checker = {
  name: 'a key is good for one request, not for another with another body',
  check: (evidence) =>
    [...grouped(answered(evidence), scopeOf)].flatMap(([scope, tries]) => {
      const kept = tries.filter(({ answer }) => isKept(answer));
      const bodies = new Set(kept.map(({ ask }) => canonicalJson(ask.body ?? {})));
      return bodies.size > 1 ? [`${scope} did ${[...bodies].join(' and ')}`] : [];
    }),
};
