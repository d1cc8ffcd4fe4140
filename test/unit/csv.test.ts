import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createCsvReader, type CsvRecord } from '../../src/shop/catalog/csv.ts';

/** Reads a text that arrives in pieces of `size` characters. */
function read(text: string, size = text.length): CsvRecord[] {
  const reader = createCsvReader();
  const records: CsvRecord[] = [];
  for (let at = 0; at < text.length; at += size)
    records.push(...reader.push(text.slice(at, at + size)));
  return [...records, ...reader.end()];
}

const cellsOf = (text: string) =>
  read(text).map((record) => ('cells' in record ? record.cells : record.problem));

describe('CSV', () => {
  test('reads quotes, quoted line ends, CRLF, an end without a line end', () => {
    assert.deepEqual(cellsOf('a,b\r\n"x, ""y""","1\n2"\r\n,\nlast,'), [
      ['a', 'b'],
      ['x, "y"', '1\n2'],
      ['', ''],
      ['last', ''],
    ]);
  });

  test('a quote inside a cell is text', () => {
    assert.deepEqual(cellsOf('a,b\n3" nail,x"y\n'), [
      ['a', 'b'],
      ['3" nail', 'x"y'],
    ]);
  });

  test('passes over blank lines and counts lines as an editor does', () => {
    const lines = read('a,b\n\n"1\n2",x\n\r\ny,z\n').map((record) => record.line);
    assert.deepEqual(lines, [1, 3, 6]);
  });

  test('semicolons and tabs', () => {
    assert.deepEqual(cellsOf('a;b\n1;2,5\n'), [
      ['a', 'b'],
      ['1', '2,5'],
    ]);
    assert.deepEqual(cellsOf('a\tb\n1\t2\n'), [
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  test('goes on at the next line after text behind a closing quote', () => {
    assert.deepEqual(read('a,b\n"x"y,1\nz,2\n').slice(1), [
      { line: 2, problem: 'there is text behind a closing quote' },
      { line: 3, cells: ['z', '2'] },
    ]);
  });

  test('goes on at the next line after a quote that is never closed', () => {
    assert.deepEqual(read('a,b\n1,"open\n2,x\n3,y\n').slice(1), [
      { line: 2, problem: 'a quote is never closed' },
      { line: 3, cells: ['2', 'x'] },
      { line: 4, cells: ['3', 'y'] },
    ]);
  });

  test('holds at most a megabyte of a cell that does not end', () => {
    const text = `a,b\n1,"${'x'.repeat(1_200_000)}\n2,y\n`;
    const [, first, second] = read(text, 65_536);
    assert.ok(first && 'problem' in first);
    assert.ok(second);
  });

  test('reads the same in pieces of any size', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', 'é', ' ') });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 7 }),
        (rows, size) => {
          const text = `h1,h2,h3\n${rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`;
          assert.deepEqual(
            read(text, size)
              .slice(1)
              .map((record) => 'cells' in record && record.cells),
            rows,
          );
        },
      ),
    );
  });

  test('never throws and always ends, and pieces change nothing, whatever it is given', () => {
    const unit = fc.constantFrom('a', '"', ',', '\n', '\r', '\0', '\uFFFD');
    fc.assert(
      fc.property(fc.string({ unit }), fc.integer({ min: 1, max: 5 }), (text, size) => {
        assert.deepEqual(read(`h,i\n${text}`, size), read(`h,i\n${text}`));
      }),
      { numRuns: 1_000 },
    );
  });
});
