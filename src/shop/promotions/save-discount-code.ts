import { definedOnly } from '../../core/change.ts';
import { ShopError } from '../../core/error.ts';
import { newId } from '../../core/id.ts';
import type { Money } from '../../core/money.ts';
import { commit } from '../../db/commit.ts';
import { requireChange, statement } from '../../db/sql.ts';
import { inWords, insistOn } from '../../db/precondition.ts';
import type { Context } from '../../platform/context.ts';
import { normalizeCode } from './discount.ts';
import { findCode, presentCode } from './queries.ts';
import type { discountCodes } from './tables.ts';

interface CodeInput {
  readonly code: string;
  readonly type: 'percentage' | 'fixed' | 'free_shipping';
  readonly value?: number | Money | undefined;
  readonly usage_limit?: number | null | undefined;
  readonly usage_limit_per_customer?: number | null | undefined;
  readonly starts_at?: string | null | undefined;
  readonly ends_at?: string | null | undefined;
  readonly minimum_subtotal?: Money | null | undefined;
}

type Row = typeof discountCodes.$inferSelect;

const msOrNull = (time: string | null | undefined): number | null =>
  time ? Date.parse(time) : null;

/** The columns of what was sent. @throws invalid_request when two currencies meet, or a value does not fit */
function toColumns(input: CodeInput) {
  const { type, value, minimum_subtotal: minimum } = input;
  const fixed = typeof value === 'object' ? value : undefined;
  if (fixed && minimum && fixed.currency !== minimum.currency)
    refuseField('/minimum_subtotal', 'another currency than `value`');
  if (
    (type === 'percentage') !== (typeof value === 'number') ||
    (type === 'fixed') !== (fixed !== undefined)
  ) {
    refuseField('/value', 'does not fit the type');
  }
  const [startsAt, endsAt] = [msOrNull(input.starts_at), msOrNull(input.ends_at)];
  if (startsAt !== null && endsAt !== null && endsAt <= startsAt)
    refuseField('/ends_at', 'is not after `starts_at`');
  return {
    code: input.code,
    normalized: normalizeCode(input.code),
    type,
    value: typeof value === 'number' ? Math.round(value * 10_000) : (fixed?.amount ?? 0),
    currency: fixed?.currency ?? minimum?.currency ?? null,
    minimumSubtotal: minimum?.amount ?? null,
    usageLimit: input.usage_limit ?? null,
    usageLimitPerCustomer: input.usage_limit_per_customer ?? null,
    startsAt,
    endsAt,
  };
}

function refuseField(pointer: string, detail: string): never {
  throw new ShopError(
    'invalid_request',
    { errors: [{ pointer, code: 'custom', detail }] },
    `${pointer}: ${detail}`,
  );
}

const meaning = (ctx: Context, id: string) => ({
  'guard:version': async () =>
    new ShopError('version_conflict', {
      current_version: (await findCode(ctx.db, id))?.version ?? null,
    }),
  'unique:discount_codes.normalized': () => new ShopError('code_taken'),
});

/** Adds a discount code. @throws code_taken */
export async function createCode(ctx: Context, input: CodeInput) {
  const nowMs = ctx.clock.nowMs();
  const row: Row = {
    id: newId(ctx, 'discountCode'),
    ...toColumns(input),
    used: 0,
    version: 1,
    createdAt: nowMs,
    updatedAt: nowMs,
  };
  const insert = statement`INSERT INTO discount_codes(id, code, normalized, type, value, currency, minimum_subtotal,
      usage_limit, usage_limit_per_customer, starts_at, ends_at, version, created_at, updated_at)
    VALUES (${row.id}, ${row.code}, ${row.normalized}, ${row.type}, ${row.value}, ${row.currency},
      ${row.minimumSubtotal}, ${row.usageLimit}, ${row.usageLimitPerCustomer}, ${row.startsAt}, ${row.endsAt}, 1,
      ${nowMs}, ${nowMs})`;
  return await inWords(
    commit(ctx, { statements: [insert], answer: presentCode(row) }),
    meaning(ctx, row.id),
  );
}

/** @throws discount_code_not_found, version_conflict, code_taken */
export async function changeCode(
  ctx: Context,
  input: {
    id: string;
    change: { [K in keyof CodeInput]?: CodeInput[K] | undefined };
    ifVersion: number | undefined;
  },
) {
  const before = await mustFind(ctx, input.id);
  insistOn(input.ifVersion, before);
  const nowMs = ctx.clock.nowMs();
  const merged = { ...presentCode(before), ...definedOnly(input.change) };
  const row: Row = {
    ...before,
    ...toColumns(merged),
    version: before.version + 1,
    updatedAt: nowMs,
  };
  const statements = [
    statement`UPDATE discount_codes SET code = ${row.code}, normalized = ${row.normalized}, value = ${row.value},
        currency = ${row.currency}, minimum_subtotal = ${row.minimumSubtotal}, usage_limit = ${row.usageLimit},
        usage_limit_per_customer = ${row.usageLimitPerCustomer}, starts_at = ${row.startsAt}, ends_at = ${row.endsAt},
        version = ${row.version}, updated_at = ${nowMs} WHERE id = ${row.id} AND version = ${before.version}`,
    requireChange('version'),
  ];
  return await inWords(commit(ctx, { statements, answer: presentCode(row) }), meaning(ctx, row.id));
}

/** @throws discount_code_not_found, version_conflict */
export async function deleteCode(
  ctx: Context,
  input: { id: string; ifVersion: number | undefined },
) {
  const before = await mustFind(ctx, input.id);
  insistOn(input.ifVersion, before);
  const statements = [
    statement`DELETE FROM discount_codes WHERE id = ${input.id} AND version = ${before.version}`,
    requireChange('version'),
  ];
  return await inWords(
    commit(ctx, { statements, answer: presentCode(before) }),
    meaning(ctx, input.id),
  );
}

async function mustFind(ctx: Context, id: string): Promise<Row> {
  const found = await findCode(ctx.db, id);
  if (!found) throw new ShopError('discount_code_not_found');
  return found;
}
