import { definedOnly } from '../../core/change.ts';
import { ShopError } from '../../core/error.ts';
import { newId } from '../../core/id.ts';
import { timestamp } from '../../core/text.ts';
import { commit } from '../../db/commit.ts';
import { requireChange, statement } from '../../db/sql.ts';
import { inWords, insistOn } from '../../db/precondition.ts';
import type { Context } from '../../platform/context.ts';
import { bumpTerms } from '../settings/index.ts';
import { findZone, presentZone } from './queries.ts';
import type { ShippingRate } from './shipping.ts';

interface ZoneInput {
  readonly name: string;
  readonly countries: readonly string[];
  readonly rates: readonly (Omit<ShippingRate, 'id'> & { readonly id?: string | undefined })[];
}

const withRateIds = (ctx: Context, rates: ZoneInput['rates']) =>
  rates.map((rate) => ({ ...rate, id: rate.id ?? newId(ctx, 'shippingRate') }));

/** Adds a shipping zone. A country that two zones name belongs to the older one. */
export async function createZone(ctx: Context, input: ZoneInput) {
  const nowMs = ctx.clock.nowMs();
  const at = timestamp(nowMs);
  const zone = {
    id: newId(ctx, 'shippingZone'),
    ...input,
    rates: withRateIds(ctx, input.rates),
    version: 1,
    created_at: at,
    updated_at: at,
  };
  const insert = statement`INSERT INTO shipping_zones(id, name, countries, rates, version, created_at, updated_at)
    VALUES (${zone.id}, ${zone.name}, ${zone.countries}, ${zone.rates}, 1, ${nowMs}, ${nowMs})`;
  return await commit(ctx, { statements: [insert, bumpTerms], answer: zone });
}

/** @throws shipping_zone_not_found, version_conflict */
export async function changeZone(
  ctx: Context,
  input: {
    id: string;
    change: { [K in keyof ZoneInput]?: ZoneInput[K] | undefined };
    ifVersion: number | undefined;
  },
) {
  const before = await mustFind(ctx, input.id);
  insistOn(input.ifVersion, before);
  const nowMs = ctx.clock.nowMs();
  const change = definedOnly(input.change);
  const merged = { ...presentZone(before), ...change };
  const zone = {
    ...merged,
    rates: withRateIds(ctx, merged.rates),
    version: before.version + 1,
    updated_at: timestamp(nowMs),
  };
  const statements = [
    statement`UPDATE shipping_zones SET name = ${zone.name}, countries = ${zone.countries}, rates = ${zone.rates},
        version = ${zone.version}, updated_at = ${nowMs} WHERE id = ${zone.id} AND version = ${before.version}`,
    requireChange('version'),
    bumpTerms,
  ];
  return await inWords(commit(ctx, { statements, answer: zone }), {
    'guard:version': () => conflict(ctx, zone.id),
  });
}

/** @throws shipping_zone_not_found, version_conflict */
export async function deleteZone(
  ctx: Context,
  input: { id: string; ifVersion: number | undefined },
) {
  const before = await mustFind(ctx, input.id);
  insistOn(input.ifVersion, before);
  const statements = [
    statement`DELETE FROM shipping_zones WHERE id = ${input.id} AND version = ${before.version}`,
    requireChange('version'),
    bumpTerms,
  ];
  const answer = presentZone(before);
  return await inWords(commit(ctx, { statements, answer }), {
    'guard:version': () => conflict(ctx, input.id),
  });
}

async function mustFind(ctx: Context, id: string) {
  const found = await findZone(ctx.db, id);
  if (!found) throw new ShopError('shipping_zone_not_found');
  return found;
}

const conflict = async (ctx: Context, id: string) =>
  new ShopError('version_conflict', {
    current_version: (await findZone(ctx.db, id))?.version ?? null,
  });
