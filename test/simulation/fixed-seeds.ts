/** How long a run of `npm test` is: long enough for orders to expire and for payments to come late. */
export const fixedSteps = 2_000;

/** Run by `npm test`, each twice. Those that once failed stay: the comment says what they found. */
export const fixedSeeds: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];
