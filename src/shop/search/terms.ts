const termsMax = 12;

/** The words that a buyer typed. */
export const wordsOf = (typed: string): string[] =>
  typed
    .normalize('NFKC')
    .match(/[\p{L}\p{N}]+/gu)
    ?.slice(0, termsMax) ?? [];

/**
 * What a buyer typed as an FTS5 query: every word must occur, each may go on (`cak` finds *cakestand*).
 * Each word is quoted, so that no operator of FTS5 can be smuggled in. Undefined when there is no word.
 */
export function matchExpression(typed: string): string | undefined {
  const words = wordsOf(typed);
  return words.length === 0 ? undefined : words.map((word) => `"${word}"*`).join(' ');
}

/** The words of a text without case and accents, a space around each: what ranking compares. */
export function foldedWords(text: string): string {
  const words = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return words === null ? ' ' : ` ${words.join(' ')} `;
}

/** A currency or the id of a collection as one word of the index: its prefix would be a word of its own. */
export const listWord = (name: string): string => name.toLowerCase().replace(/^.*_/, '');
