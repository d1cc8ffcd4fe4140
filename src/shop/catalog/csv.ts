/** One record of a CSV file, or why it is none. `line` is where it begins, counted from 1. */
export type CsvRecord =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly problem: string };

/** A record longer than this is a quote that nobody closed; it also bounds what is held in memory. */
const recordCharsMax = 1_048_576;

type Scanned =
  | { readonly cells: string[]; readonly end: number }
  | { readonly problem: string }
  | undefined;

/**
 * Reads RFC 4180 piece by piece: `push` answers the records that a piece completes, `end` the rest.
 * Comma, semicolon or tab, whichever the first line has most of; LF or CRLF; quotes within a cell that
 * does not begin with one are text. After a record that cannot be read it goes on at the next line.
 */
export function createCsvReader() {
  let pending = '';
  let line = 1;
  let delimiter: string | undefined;
  /** The rest of a line that could not be read has yet to arrive, and is passed over. */
  let skipping = false;

  function* take(final: boolean): Generator<CsvRecord> {
    let at = skipping ? skipLine(0) : 0;
    delimiter ??= delimiterOf(pending, final);
    while (delimiter !== undefined && at < pending.length) {
      const scanned = scanRecord(pending, at, { delimiter, final });
      if (scanned === undefined) break;
      const begun = line;
      if ('end' in scanned) {
        line += newlinesIn(pending, at, scanned.end);
        at = scanned.end;
      } else at = skipLine(at);
      if ('problem' in scanned) yield { line: begun, problem: scanned.problem };
      else if (scanned.cells.length > 1 || scanned.cells[0] !== '')
        yield { line: begun, cells: scanned.cells };
    }
    pending = pending.slice(at);
  }

  function skipLine(from: number): number {
    const newline = pending.indexOf('\n', from);
    skipping = newline < 0;
    if (skipping) return pending.length;
    line += 1;
    return newline + 1;
  }

  return {
    *push(text: string): Generator<CsvRecord> {
      pending += text;
      yield* take(false);
    },
    *end(): Generator<CsvRecord> {
      yield* take(true);
    },
  };
}

function delimiterOf(text: string, final: boolean): string | undefined {
  const end = text.indexOf('\n');
  if (end < 0 && !final && text.length < recordCharsMax) return undefined;
  const header = end < 0 ? text : text.slice(0, end);
  const counted = [',', ';', '\t'].map((each) => ({ each, count: header.split(each).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.each;
}

/** The record that begins at `from`; undefined when the rest of it has not arrived yet. */
function scanRecord(
  text: string,
  from: number,
  { delimiter, final }: { delimiter: string; final: boolean },
): Scanned {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    const cell = text[at] === '"' ? scanQuoted(text, at) : scanPlain(text, at, delimiter);
    if (cell !== undefined && 'problem' in cell) return cell;
    const next = cell && text[cell.end];
    // At the end of what has arrived nobody knows whether the cell, its quote or its CR LF goes on.
    const open =
      cell === undefined || ((next === undefined || next === '\r') && text.length <= cell.end + 1);
    if (open && !final)
      return text.length - from <= recordCharsMax ? undefined : { problem: 'is longer than 1 MiB' };
    if (cell === undefined) return { problem: 'a quote is never closed' };
    cells.push(cell.value);
    if (next === delimiter) at = cell.end + 1;
    else if (next === undefined) return { cells, end: cell.end };
    else if (next === '\n') return { cells, end: cell.end + 1 };
    else if (next === '\r' && (text[cell.end + 1] ?? '\n') === '\n')
      return { cells, end: cell.end + 2 };
    else return { problem: 'there is text behind a closing quote' };
  }
}

function scanPlain(text: string, from: number, delimiter: string): { value: string; end: number } {
  let end = from;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end += 1;
  if (text[end] !== delimiter && end > from && text[end - 1] === '\r') end -= 1;
  return { value: text.slice(from, end), end };
}

function scanQuoted(
  text: string,
  from: number,
): { value: string; end: number } | { problem: string } | undefined {
  for (let at = from + 1; ;) {
    const quote = text.indexOf('"', at);
    if (quote - from > recordCharsMax) return { problem: 'a cell is longer than 1 MiB' };
    if (quote < 0) return undefined;
    if (text[quote + 1] !== '"')
      return { value: text.slice(from + 1, quote).replaceAll('""', '"'), end: quote + 1 };
    at = quote + 2;
  }
}

function newlinesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1))
    count += 1;
  return count;
}
