// Parts of a request's URL, which every runtime hands over whole and normal: making a `URL` of it would be felt.

const hostAt = (url: string): number => url.indexOf('//') + 2;
const pathAt = (url: string): number => url.indexOf('/', hostAt(url));

export const originOf = (url: string): string => url.slice(0, pathAt(url));

/** With the port. */
export const hostOf = (url: string): string => url.slice(hostAt(url), pathAt(url));

/** Path and query. */
export const targetOf = (url: string): string => url.slice(pathAt(url));

export function pathOf(url: string): string {
  const target = targetOf(url);
  const end = target.indexOf('?');
  return end < 0 ? target : target.slice(0, end);
}
