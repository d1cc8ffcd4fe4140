import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isCountry } from '../../src/core/country.ts';
import { Balance, reasonOf } from '../../scripts/replay/balance.ts';
import { countryOf } from '../../scripts/replay/countries.ts';
import { inTurn } from '../../scripts/replay/in-turn.ts';
import { Latencies } from '../../scripts/replay/latencies.ts';
import { SoldLines } from '../../scripts/replay/sold.ts';
import { sortLines } from '../../scripts/replay/sort-lines.ts';

describe('sorting the lines of an invoice', () => {
  test('merges a code that stands twice and names what is left out', () => {
    const lines = [
      ['A', 2, 100],
      ['A', 3, 90],
      ['POST', 1, 500],
      ['B', 1, 10],
      ['C', 1, 0],
      ['PADS', 1, 0.1],
    ] as const;
    const { units, kept, skipped } = sortLines(lines, (sku) => sku !== 'PADS');
    assert.deepEqual([...units], [['A', 5]]);
    assert.equal(kept, 2);
    assert.deepEqual(skipped, [
      'postage',
      'manual entry',
      'free line (unit price 0)',
      'price below a penny',
    ]);
  });

  test('takes no inherited name for a code of the till', () => {
    assert.deepEqual(sortLines([['constructor', 1, 5]], () => false).skipped, [
      'code not in the catalog',
    ]);
  });
});

describe('the sale that a cancellation takes back', () => {
  const line = (orderId: string, sku: string, left: number, turn: number) => ({
    orderId,
    lineId: `line_${turn}`,
    sku,
    turn,
    left,
  });

  test('is the latest one with enough left', () => {
    const sold = new SoldLines();
    sold.add(1, line('first', 'A', 5, 1));
    sold.add(1, line('second', 'A', 2, 2));
    const of = (units: number) => {
      const found = sold.take(1, 'A', units);
      return typeof found === 'string' ? found : found.orderId;
    };
    assert.deepEqual([of(2), of(1), of(4), of(5)], ['second', 'first', 'first', 'too_many']);
    assert.equal(sold.take(2, 'A', 1), 'never_sold');
  });

  test('differs in case only where the exact code was not sold', () => {
    const sold = new SoldLines();
    sold.add(1, line('upper', '85123A', 9, 1));
    const found = sold.take(1, '85123a', 1);
    assert.equal(typeof found === 'object' && found.orderId, 'upper');
    sold.add(1, line('lower', '85123a', 1, 0));
    assert.equal(sold.take(1, '85123a', 5), 'too_many');
  });
});

describe('the balance', () => {
  test('tells when an invoice or a line is missing', () => {
    const balance = new Balance();
    balance.came(3);
    balance.came(1);
    balance.ended({ as: 'order', done: 2, skipped: ['postage'] });
    assert.deepEqual(balance.gaps(), ['2 invoices came in, 1 ended', '4 lines came in, 3 ended']);
    balance.ended({ as: 'skipped', reason: 'fee', skipped: ['fee'] });
    assert.deepEqual(balance.gaps(), []);
  });

  test('gives an invoice without a line that counts one reason', () => {
    assert.equal(reasonOf(['fee', 'fee']), 'fee');
    assert.equal(reasonOf(['fee', 'postage']), 'every line skipped, for several reasons');
  });
});

test('every country name of the file has a code of ISO 3166', () => {
  const names = [
    'EIRE',
    'RSA',
    'USA',
    'Channel Islands',
    'European Community',
    'Unspecified',
    'United Kingdom',
  ];
  for (const name of names) assert.ok(isCountry(countryOf(name) ?? ''), name);
  assert.equal(countryOf('Atlantis'), undefined);
  assert.equal(countryOf('constructor'), undefined);
});

describe('work in turn', () => {
  test('keeps the order of one customer and the bound on all', async () => {
    const turns = inTurn(3);
    const seen: string[] = [];
    let running = 0;
    let most = 0;
    for (const [turn, name] of [
      ['a', 'a1'],
      ['a', 'a2'],
      ['b', 'b1'],
      ['a', 'a3'],
      ['c', 'c1'],
      ['d', 'd1'],
    ] as const) {
      await turns.add(turn, async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(name);
        running -= 1;
      });
    }
    await turns.end();
    assert.equal(seen.length, 6);
    assert.deepEqual(
      seen.filter((name) => name.startsWith('a')),
      ['a1', 'a2', 'a3'],
    );
    assert.ok(most <= 3);
  });

  test('ends at the first failure, and says which', async () => {
    const turns = inTurn(2);
    await turns.add('a', async () => Promise.reject(new Error('broken'))).catch(() => undefined);
    await assert.rejects(turns.end(), /broken/);
  });
});

test('latencies are told by rank', () => {
  const latencies = new Latencies();
  for (let ms = 1; ms <= 100; ms += 1) latencies.add('x', ms);
  assert.deepEqual(latencies.rows(), [
    { name: 'x', count: 100, p50: 50, p95: 95, p99: 99, max: 100 },
  ]);
});
