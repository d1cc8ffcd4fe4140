import { definedOnly } from '../../core/change.ts';
import { ShopError } from '../../core/error.ts';
import { newId } from '../../core/id.ts';
import { commit } from '../../db/commit.ts';
import { requireChange, statement } from '../../db/sql.ts';
import { inWords, insistOn } from '../../db/precondition.ts';
import { WriteRefused } from '../../db/write-refused.ts';
import type { Context } from '../../platform/context.ts';
import { automaticHandle } from './create-product.ts';
import { findCollection, presentAdminCollection } from './queries.ts';
import type { collections } from './tables.ts';

type Row = typeof collections.$inferSelect;

export interface CollectionInput {
  readonly title: string;
  readonly handle?: string | undefined;
  readonly description: string;
  readonly image_url: string | null;
}

const handleTriesMax = 5;

/** Adds a collection. @throws handle_taken */
export async function createCollection(ctx: Context, input: CollectionInput) {
  const nowMs = ctx.clock.nowMs();
  for (let attempt = 0; ; attempt += 1) {
    const row: Row = {
      id: newId(ctx, 'collection'),
      handle: input.handle ?? automaticHandle(ctx, input.title, attempt),
      title: input.title,
      description: input.description,
      imageUrl: input.image_url,
      version: 1,
      createdAt: nowMs,
      updatedAt: nowMs,
    };
    const insert = statement`INSERT INTO collections
        (id, handle, title, description, image_url, version, created_at, updated_at)
      VALUES (${row.id}, ${row.handle}, ${row.title}, ${row.description}, ${row.imageUrl}, 1, ${nowMs}, ${nowMs})`;
    try {
      return await commit(ctx, {
        statements: [insert],
        answer: presentAdminCollection(row),
      });
    } catch (error) {
      if (!(error instanceof WriteRefused) || error.by !== 'unique:collections.handle') throw error;
      if (input.handle !== undefined || attempt >= handleTriesMax) {
        throw new ShopError('handle_taken', { handle: row.handle });
      }
    }
  }
}

/** @throws collection_not_found, version_conflict, handle_taken */
export async function changeCollection(
  ctx: Context,
  input: {
    id: string;
    change: { [K in keyof CollectionInput]?: CollectionInput[K] | undefined };
    ifVersion: number | undefined;
  },
) {
  const before = await mustFind(ctx, input.id);
  insistOn(input.ifVersion, before);
  const { image_url: imageUrl, ...change } = definedOnly(input.change);
  const row: Row = {
    ...before,
    ...change,
    ...(imageUrl === undefined ? {} : { imageUrl }),
    version: before.version + 1,
    updatedAt: ctx.clock.nowMs(),
  };
  const statements = [
    statement`UPDATE collections SET handle = ${row.handle}, title = ${row.title}, description = ${row.description},
        image_url = ${row.imageUrl}, version = ${row.version}, updated_at = ${row.updatedAt}
      WHERE id = ${row.id} AND version = ${before.version}`,
    requireChange('version'),
  ];
  return await inWords(commit(ctx, { statements, answer: presentAdminCollection(row) }), {
    ...conflict(ctx, row.id),
    'unique:collections.handle': () => new ShopError('handle_taken', { handle: row.handle }),
  });
}

/** Deletes a collection; its products stay. @throws collection_not_found, version_conflict */
export async function deleteCollection(
  ctx: Context,
  input: { id: string; ifVersion: number | undefined },
) {
  const before = await mustFind(ctx, input.id);
  insistOn(input.ifVersion, before);
  const statements = [
    statement`DELETE FROM collections WHERE id = ${input.id} AND version = ${before.version}`,
    requireChange('version'),
    statement`DELETE FROM collection_products WHERE collection_id = ${input.id}`,
    statement`DELETE FROM listings WHERE collection_id = ${input.id}`,
  ];
  const answer = presentAdminCollection(before);
  return await inWords(commit(ctx, { statements, answer }), conflict(ctx, input.id));
}

const conflict = (ctx: Context, id: string) => ({
  'guard:version': async () =>
    new ShopError('version_conflict', {
      current_version: (await findCollection(ctx.db, id))?.version ?? null,
    }),
});

async function mustFind(ctx: Context, id: string): Promise<Row> {
  const found = await findCollection(ctx.db, id);
  if (!found) throw new ShopError('collection_not_found');
  return found;
}
