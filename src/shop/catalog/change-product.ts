import { definedOnly } from '../../core/change.ts';
import { ShopError } from '../../core/error.ts';
import type { Statement } from '../../core/statement.ts';
import { commit } from '../../db/commit.ts';
import { inWords, insistOn } from '../../db/precondition.ts';
import type { Context } from '../../platform/context.ts';
import { knownCollections, refuseRepeatedSkus, takenSku } from './create-product.ts';
import { presentAdminProduct } from './present.ts';
import type { ProductDoc } from './product.ts';
import { findProduct, type StoredProduct } from './queries.ts';
import { removeProduct, writeProducts } from './rows.ts';

type ProductChange = {
  [K in 'title' | 'handle' | 'description' | 'status' | 'options' | 'collections' | 'metadata']?:
    | ProductDoc[K]
    | undefined;
};

/** Changes a product. @throws product_not_found, version_conflict, handle_taken, collection_unknown */
export async function changeProduct(
  ctx: Context,
  input: { id: string; change: ProductChange; ifVersion: number | undefined },
) {
  const before = await mustFindProduct(ctx, input.id, input.ifVersion);
  const named =
    input.change.collections && (await knownCollections(ctx.db, input.change.collections));
  const change = definedOnly({ ...input.change, collections: named?.map(({ id }) => id) });
  const after: StoredProduct = {
    ...before,
    doc: { ...before.doc, ...change },
    collections: named ?? before.collections,
    ...nextVersion(ctx, before),
  };
  return await saveProduct(ctx, { before, after, answer: presentAdminProduct(after) });
}

/** Deletes a product. Orders keep what they say of it. @throws product_not_found, version_conflict */
export async function deleteProduct(
  ctx: Context,
  input: { id: string; ifVersion: number | undefined },
) {
  const { doc, version, ...before } = await mustFindProduct(ctx, input.id, input.ifVersion);
  const answer = presentAdminProduct({ doc, version, ...before });
  return await inWords(
    commit(ctx, { statements: removeProduct({ doc, version }), answer }),
    conflict(ctx, doc.id),
  );
}

/** The version that a change of the product leads to. */
export const nextVersion = (ctx: Context, before: StoredProduct) => ({
  version: before.version + 1,
  updatedAtMs: ctx.clock.nowMs(),
});

/** @throws product_not_found, version_conflict */
export async function mustFindProduct(
  ctx: Context,
  id: string,
  ifVersion: number | undefined,
): Promise<StoredProduct> {
  const found = await findProduct(ctx.db, id);
  if (!found) throw new ShopError('product_not_found');
  insistOn(ifVersion, found);
  return found;
}

/** Saves a changed product with all that is derived from it, if nobody changed it in between. */
export async function saveProduct<Answer extends { readonly id?: string }>(
  ctx: Context,
  {
    before,
    after,
    answer,
    more = [],
  }: {
    before: StoredProduct;
    after: StoredProduct;
    answer: Answer;
    /** What else belongs to the change, after what is derived. */
    more?: readonly Statement[];
  },
): Promise<Answer> {
  refuseRepeatedSkus(after.doc.variants);
  const statements = [
    ...writeProducts({ changed: [{ doc: after.doc, before }], nowMs: after.updatedAtMs }),
    ...more,
  ];
  return await inWords(commit(ctx, { statements, answer }), {
    ...takenSku(ctx, after.doc),
    ...conflict(ctx, after.doc.id),
    'unique:products.handle': () => new ShopError('handle_taken', { handle: after.doc.handle }),
  });
}

const conflict = (ctx: Context, id: string) => ({
  'guard:version': async () =>
    new ShopError('version_conflict', {
      current_version: (await findProduct(ctx.db, id))?.version ?? null,
    }),
});
