import { hmac } from '../../core/digest.ts';
import { equalSecrets } from '../../core/text.ts';
import { signingSecret } from '../../db/settings.ts';
import type { Context } from '../../platform/context.ts';

/**
 * What lets a buyer read their order. Derived from the order's id and the signing secret, so that it
 * need not be kept anywhere.
 */
export async function accessTokenOf(ctx: Context, orderId: string): Promise<string> {
  return `ot_${hmac(await signingSecret(ctx), `order:${orderId}`)}`;
}

export async function opensOrder(
  ctx: Context,
  orderId: string,
  token: string | undefined,
): Promise<boolean> {
  return token !== undefined && equalSecrets(token, await accessTokenOf(ctx, orderId));
}
