import { definedOnly } from '../../core/change.ts';
import { ShopError } from '../../core/error.ts';
import type { Statement } from '../../core/statement.ts';
import { commit } from '../../db/commit.ts';
import { requireChange, statement } from '../../db/sql.ts';
import { inWords, insistOn } from '../../db/precondition.ts';
import type { Context } from '../../platform/context.ts';
import { readShop } from './queries.ts';

interface ShopChange {
  readonly name?: string | undefined;
  readonly default_currency?: string | undefined;
  readonly tax_display?: 'inclusive' | 'exclusive' | undefined;
}

/** Changes the settings of the shop. @throws version_conflict */
export async function changeShop(
  ctx: Context,
  input: { change: ShopChange; ifVersion: number | undefined },
) {
  const current = await readShop(ctx, ctx.db);
  insistOn(input.ifVersion, current);
  const { terms: _terms, ...before } = current;
  const settings = { ...before, ...definedOnly(input.change), version: current.version + 1 };
  const statements = [
    statement`INSERT INTO shop(id, name, default_currency, tax_display, terms, version)
      VALUES (1, ${settings.name}, ${settings.default_currency}, ${settings.tax_display}, 1, ${settings.version})
      ON CONFLICT(id) DO UPDATE SET name = excluded.name, default_currency = excluded.default_currency,
        tax_display = excluded.tax_display, terms = shop.terms + 1, version = excluded.version
        WHERE shop.version = ${current.version}`,
    requireChange('version'),
  ];
  return await inWords(commit(ctx, { statements, answer: settings }), {
    'guard:version': async () =>
      new ShopError('version_conflict', { current_version: (await readShop(ctx, ctx.db)).version }),
  });
}

/** Goes into the batch of every change of shipping or tax: orders priced before it are priced again. */
export const bumpTerms: Statement = statement`UPDATE shop SET terms = terms + 1 WHERE id = 1`;
