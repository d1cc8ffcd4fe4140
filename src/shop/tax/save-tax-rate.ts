import { definedOnly } from '../../core/change.ts';
import { ShopError } from '../../core/error.ts';
import { newId } from '../../core/id.ts';
import { timestamp } from '../../core/text.ts';
import { commit } from '../../db/commit.ts';
import { requireChange, statement } from '../../db/sql.ts';
import { inWords, insistOn } from '../../db/precondition.ts';
import type { Context } from '../../platform/context.ts';
import { bumpTerms } from '../settings/index.ts';
import { findTaxRate, presentTaxRate } from './queries.ts';

interface TaxRateInput {
  readonly country: string;
  readonly region: string | null;
  readonly name: string;
  readonly percentage: number;
  readonly applies_to_shipping: boolean;
}

const regionKey = (region: string | null): string => region?.trim().toUpperCase() ?? '';
const rateOfPercent = (percentage: number): number => Math.round(percentage * 10_000);

const meaning = (ctx: Context, id: string) => ({
  'guard:version': async () =>
    new ShopError('version_conflict', {
      current_version: (await findTaxRate(ctx.db, id))?.version ?? null,
    }),
  'unique:tax_rates.country': () => new ShopError('tax_rate_taken'),
});

/** Adds a tax rate. @throws tax_rate_taken */
export async function createTaxRate(ctx: Context, input: TaxRateInput) {
  const nowMs = ctx.clock.nowMs();
  const at = timestamp(nowMs);
  const rate = {
    id: newId(ctx, 'taxRate'),
    ...input,
    region: regionKey(input.region) || null,
    version: 1,
    created_at: at,
    updated_at: at,
  };
  const insert = statement`INSERT INTO tax_rates
      (id, country, region, name, rate, applies_to_shipping, version, created_at, updated_at)
    VALUES (${rate.id}, ${rate.country}, ${regionKey(rate.region)}, ${rate.name}, ${rateOfPercent(rate.percentage)},
      ${rate.applies_to_shipping}, 1, ${nowMs}, ${nowMs})`;
  return await inWords(
    commit(ctx, { statements: [insert, bumpTerms], answer: rate }),
    meaning(ctx, rate.id),
  );
}

/** @throws tax_rate_not_found, version_conflict, tax_rate_taken */
export async function changeTaxRate(
  ctx: Context,
  input: {
    id: string;
    change: { [K in keyof TaxRateInput]?: TaxRateInput[K] | undefined };
    ifVersion: number | undefined;
  },
) {
  const before = await mustFind(ctx, input.id);
  insistOn(input.ifVersion, before);
  const nowMs = ctx.clock.nowMs();
  const merged = { ...presentTaxRate(before), ...definedOnly(input.change) };
  const rate = {
    ...merged,
    region: regionKey(merged.region) || null,
    version: before.version + 1,
    updated_at: timestamp(nowMs),
  };
  const statements = [
    statement`UPDATE tax_rates SET country = ${rate.country}, region = ${regionKey(rate.region)}, name = ${rate.name},
        rate = ${rateOfPercent(rate.percentage)}, applies_to_shipping = ${rate.applies_to_shipping},
        version = ${rate.version}, updated_at = ${nowMs} WHERE id = ${rate.id} AND version = ${before.version}`,
    requireChange('version'),
    bumpTerms,
  ];
  return await inWords(commit(ctx, { statements, answer: rate }), meaning(ctx, rate.id));
}

/** @throws tax_rate_not_found, version_conflict */
export async function deleteTaxRate(
  ctx: Context,
  input: { id: string; ifVersion: number | undefined },
) {
  const before = await mustFind(ctx, input.id);
  insistOn(input.ifVersion, before);
  const statements = [
    statement`DELETE FROM tax_rates WHERE id = ${input.id} AND version = ${before.version}`,
    requireChange('version'),
    bumpTerms,
  ];
  return await inWords(
    commit(ctx, { statements, answer: presentTaxRate(before) }),
    meaning(ctx, input.id),
  );
}

async function mustFind(ctx: Context, id: string) {
  const found = await findTaxRate(ctx.db, id);
  if (!found) throw new ShopError('tax_rate_not_found');
  return found;
}
