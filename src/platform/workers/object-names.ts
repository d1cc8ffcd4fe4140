import { sha256 } from '../../core/digest.ts';
import type { Shop } from '../shops.ts';
import type { Environment } from './environment.ts';

/** What an object of a shop is called: `<shop>/<id>`, or its id alone where there is one shop. */
export const nameIn = (shop: string | undefined, id: string): string =>
  shop === undefined ? id : `${shop}/${id}`;

/** The shop in such a name. */
export function shopIn(name: string | undefined): string | undefined {
  const end = name?.indexOf('/') ?? -1;
  return end < 0 ? undefined : name?.slice(0, end);
}

/** What the writer of a shop is called: a shop that moves gets another one, which remembers nothing of the old place. */
export const writerName = (shop: Shop | undefined): string =>
  nameIn(shop?.id, shop ? `writer.${sha256(shop.databaseUrl).slice(0, 12)}` : 'writer');

/** The writer of a shop's database. A fresh stub for each call: one is dead after an exception. */
export const writerOf = ({ WRITERS }: Pick<Environment, 'WRITERS'>, shop: Shop | undefined) =>
  WRITERS.get(WRITERS.idFromName(writerName(shop)));
