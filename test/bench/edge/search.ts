import { plantedHits, plantedWords } from '../../support/synthetic-catalog.ts';
import { ms, type Row } from '../table.ts';
import type { Wishes } from './catalogs.ts';
import { measureGrowth, startTwoSizes } from './growth.ts';

/** The first is in most products, so that the hits grow with the catalog where it stands alone. */
const common = 'the';

/** A search among many products, against the same search among few. */
export async function benchSearch(say: (line: string) => void, wishes: Wishes): Promise<Row[]> {
  const sizes = await startTwoSizes(say, wishes);
  const [first, second] = plantedWords;
  const searches = [
    { typed: [first, second], hits: `${plantedHits} hits of either`, target: { atMost: 1.5 } },
    {
      typed: [common, first],
      hits: 'nearly as many hits, but one word is in most products',
      target: undefined,
    },
    { typed: [common], hits: 'the hits grow with the catalog', target: undefined },
  ];
  const rows: Row[] = [];
  for (const { typed, hits, target } of searches) {
    const path = `/v1/search?limit=24&q=${typed.join('+')}`;
    const { few, many, ratio, processor } = await measureGrowth(sizes, { few: path, many: path });
    say(`${typed.join(' ')}: ${ms(few)} → ${ms(many)}`);
    rows.push({
      section: 'search',
      name: `search “${typed.join(' ')}”, ${wishes.products.toLocaleString('en')} products`,
      measured: ms(many),
      floor: ms(few),
      ratio,
      target,
      notes: [
        hits,
        `processor ${processor.many.toFixed(2)} ms, floor ${processor.few.toFixed(2)} ms: ${(processor.many / processor.few).toFixed(2)}`,
      ],
    });
  }
  return rows;
}
