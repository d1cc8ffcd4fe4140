import type { Environment } from './environment.ts';

/** What an object of a shop is called: `<shop>/<id>`, or its id alone where there is one shop. */
export const nameIn = (shop: string | undefined, id: string): string =>
  shop === undefined ? id : `${shop}/${id}`;

/** The shop in such a name. */
export function shopIn(name: string | undefined): string | undefined {
  const end = name?.indexOf('/') ?? -1;
  return end < 0 ? undefined : name?.slice(0, end);
}

/** The writer of a shop's database. A fresh stub for each call: one is dead after an exception. */
export const writerOf = ({ WRITERS }: Pick<Environment, 'WRITERS'>, shop: string | undefined) =>
  WRITERS.get(WRITERS.idFromName(nameIn(shop, 'writer')));
