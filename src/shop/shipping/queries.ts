import { countries } from '../../core/country.ts';
import { timestamp } from '../../core/text.ts';
import { type Query, query, type ReadDatabase, row, rows } from '../../db/read.ts';
import { statement } from '../../db/sql.ts';
import type { ShippingRate, ShippingZone } from './shipping.ts';
import type { shippingZones } from './tables.ts';

type Row = typeof shippingZones.$inferSelect;

/** A zone as the admin API shows it. */
export const presentZone = (row: Row) => ({
  id: row.id,
  name: row.name,
  countries: JSON.parse(row.countries) as string[],
  rates: JSON.parse(row.rates) as ShippingRate[],
  version: row.version,
  created_at: timestamp(row.createdAt),
  updated_at: timestamp(row.updatedAt),
});

const select = statement`SELECT id, name, countries, rates, version, created_at AS createdAt,
    updated_at AS updatedAt FROM shipping_zones`;

/** All zones, the oldest first. There are few: no shop has more than there are countries. */
export async function listZones(db: ReadDatabase): Promise<Row[]> {
  return await rows<Row>(db, statement`${select} ORDER BY id`);
}

export async function findZone(db: ReadDatabase, id: string): Promise<Row | undefined> {
  return await row<Row>(db, statement`${select} WHERE id = ${id}`);
}

/** The zones as pricing needs them, the oldest first. */
export const zonesQuery: Query<ShippingZone[]> = query<
  Pick<Row, 'id' | 'countries' | 'rates'>,
  ShippingZone[]
>(statement`SELECT id, countries, rates FROM shipping_zones ORDER BY id`, (found) =>
  found.map(({ id, countries: reached, rates }) => ({
    id,
    countries: JSON.parse(reached) as string[],
    rates: JSON.parse(rates) as ShippingRate[],
  })),
);

/** The countries that some zone reaches; all of them where one takes the rest, or where there is no zone. */
export function shippedCountries(zones: readonly ShippingZone[]): string[] {
  const reached = new Set(zones.flatMap((zone) => zone.countries));
  return reached.size === 0 || reached.has('*') ? [...countries] : [...reached].toSorted();
}
