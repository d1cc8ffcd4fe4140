import type { Checker } from './evidence.ts';

/** Mistakes of a programmer; a fault of the world never looks like one. */
const mistakes = /TypeError|RangeError|ReferenceError|SyntaxError|inside a simulation|SQLITE_ERROR/;

export const nothingUnexpected: Checker = {
  name: 'nobody meets an error that no fault explains',
  check: ({ history, errors, world }) => [
    ...history.surprises,
    ...world.failures,
    ...errors.filter((error) => mistakes.test(error)),
  ],
};
