import { definedOnly } from '../../core/change.ts';
import { ShopError } from '../../core/error.ts';
import { newId } from '../../core/id.ts';
import type { Context } from '../../platform/context.ts';
import { mustFindProduct, nextVersion, saveProduct } from './change-product.ts';
import { presentAdminImage } from './present.ts';
import type { ImageDoc } from './product.ts';
import type { StoredProduct } from './queries.ts';

interface ImageOf {
  readonly productId: string;
  readonly imageId: string;
  readonly ifVersion: number | undefined;
}

/** Adds an image behind the others. @throws product_not_found */
export async function createImage(
  ctx: Context,
  input: { productId: string; url: string; alt: string },
) {
  const before = await mustFindProduct(ctx, input.productId, undefined);
  const image: ImageDoc = { id: newId(ctx, 'image'), url: input.url, alt: input.alt };
  return await saveImages(ctx, { before, images: [...before.doc.images, image], shown: image.id });
}

/** Changes an image or moves it to a position, counted from 1. @throws product_not_found, image_not_found, version_conflict */
export async function changeImage(
  ctx: Context,
  input: ImageOf & {
    change: { url?: string | undefined; alt?: string | undefined; position?: number | undefined };
  },
) {
  const before = await mustFindProduct(ctx, input.productId, input.ifVersion);
  const { position, ...fields } = input.change;
  const image = { ...mustFindImage(before, input.imageId), ...definedOnly(fields) };
  const others = before.doc.images.filter((each) => each.id !== image.id);
  const at =
    position === undefined
      ? before.doc.images.findIndex((each) => each.id === image.id)
      : position - 1;
  return await saveImages(ctx, { before, images: others.toSpliced(at, 0, image), shown: image.id });
}

/** @throws product_not_found, image_not_found, version_conflict */
export async function deleteImage(ctx: Context, input: ImageOf) {
  const before = await mustFindProduct(ctx, input.productId, input.ifVersion);
  const image = mustFindImage(before, input.imageId);
  const images = before.doc.images.filter((each) => each.id !== image.id);
  const after = { ...before, doc: { ...before.doc, images }, ...nextVersion(ctx, before) };
  const answer = { ...image, product_id: before.doc.id, version: before.version };
  return await saveProduct(ctx, { before, after, answer });
}

async function saveImages(
  ctx: Context,
  { before, images, shown }: { before: StoredProduct; images: readonly ImageDoc[]; shown: string },
) {
  const after = { ...before, doc: { ...before.doc, images }, ...nextVersion(ctx, before) };
  const answer = presentAdminImage(after, shown);
  if (!answer) throw new ShopError('image_not_found');
  return await saveProduct(ctx, { before, after, answer });
}

/** @throws image_not_found */
function mustFindImage({ doc }: StoredProduct, id: string): ImageDoc {
  const found = doc.images.find((image) => image.id === id);
  if (!found) throw new ShopError('image_not_found');
  return found;
}
