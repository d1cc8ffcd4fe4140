import { ShopError } from '../core/error.ts';
import { WriteRefused } from './write-refused.ts';

/** Throws `version_conflict` unless the caller insists on this version or on none. */
export function insistOn(
  ifVersion: number | undefined,
  current: { readonly version: number },
): void {
  if (ifVersion !== undefined && ifVersion !== current.version) {
    throw new ShopError('version_conflict', { current_version: current.version });
  }
}

/** Turns the refusals of a batch into the shop's words; what `meaning` does not name is thrown on. */
export async function inWords<T>(
  work: Promise<T>,
  meaning: Readonly<Record<string, () => ShopError | Promise<ShopError>>>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const word = error instanceof WriteRefused ? meaning[error.by] : undefined;
    if (word) throw await word();
    throw error;
  }
}
