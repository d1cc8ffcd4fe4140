import { ShopError } from '../core/error.ts';
import { hmac } from '../core/digest.ts';
import { equalSecrets, toBase64Url } from '../core/text.ts';
import { signingSecret } from '../db/settings.ts';
import type { Context } from '../platform/context.ts';

/** Where a page ended: the sort key of its last row and the row's id, so that ties neither repeat nor vanish. */
export interface Position {
  readonly key: string | number;
  readonly id: string;
}

/** An opaque, signed cursor. `list` names the list and its sort: a cursor of another one is refused. */
async function encodeCursor(ctx: Context, list: string, position: Position): Promise<string> {
  const text = toBase64Url(new TextEncoder().encode(JSON.stringify([position.key, position.id])));
  return `${text}.${await seal(ctx, list, text)}`;
}

/** @throws invalid_cursor for anything that `encodeCursor` did not make for this list. */
async function decodeCursor(ctx: Context, list: string, cursor: string): Promise<Position> {
  const [text = '', sealed = '', ...more] = cursor.split('.');
  if (
    more.length > 0 ||
    !/^[\w-]+$/.test(text) ||
    !equalSecrets(sealed, await seal(ctx, list, text))
  ) {
    throw new ShopError('invalid_cursor');
  }
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
    char.charCodeAt(0),
  );
  const [key, id] = JSON.parse(new TextDecoder().decode(bytes)) as [string | number, string];
  return { key, id };
}

async function seal(ctx: Context, list: string, text: string): Promise<string> {
  return hmac(await signingSecret(ctx), `cursor:${list}:${text}`).slice(0, 16);
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/**
 * One page of a list. `read` is asked for one row more than the page shows, which tells whether there
 * is a next one.
 */
export async function page<Row, Item>(
  ctx: Context,
  {
    list,
    request,
    read,
    position,
    present,
  }: {
    list: string;
    request: PageRequest;
    read: (limit: number, after: Position | undefined) => Promise<readonly Row[]>;
    position: (row: Row) => Position;
    present: (row: Row) => Item;
  },
): Promise<{ data: Item[]; page: { next_cursor: string | null; has_more: boolean } }> {
  const after =
    request.cursor === undefined ? undefined : await decodeCursor(ctx, list, request.cursor);
  const found = await read(request.limit + 1, after);
  const shown = found.slice(0, request.limit);
  const last = shown.at(-1);
  const more = found.length > request.limit && last !== undefined;
  return {
    data: shown.map(present),
    page: {
      next_cursor: more ? await encodeCursor(ctx, list, position(last)) : null,
      has_more: more,
    },
  };
}
