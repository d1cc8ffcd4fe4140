const termsMax = 12;

/**
 * What a buyer typed as an FTS5 query: every word must occur, each may go on (`cak` finds *cakestand*).
 * Each word is quoted, so that no operator of FTS5 can be smuggled in. Undefined when there is no word.
 */
export function matchExpression(typed: string): string | undefined {
  const words = typed
    .normalize('NFKC')
    .match(/[\p{L}\p{N}]+/gu)
    ?.slice(0, termsMax);
  return words?.map((word) => `"${word}"*`).join(' ');
}
