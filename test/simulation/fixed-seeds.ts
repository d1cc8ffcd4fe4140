/** How long a run of `npm test` is: long enough for orders to expire and for payments to come late. */
export const fixedSteps = 2_000;

/**
 * Seeds that once failed. What they draw has changed with the workload since, so each bug has a test of
 * its own as well.
 */
const onceFailed = [
  // Canceling while the buyer began another payment let the goods go.
  52,
  // An add without a key was added twice when its answer was lost and another process saved.
  54,
  // A refund with restock before the confirmation, then a cancellation: goods from nowhere.
  146,
];

/** Run by `npm test`, each twice. */
export const fixedSeeds: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, ...onceFailed];
