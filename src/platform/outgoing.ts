import { isAllowed, isOutside, literalOf, type Reach, refusalOf } from '../core/network.ts';
import type { Config } from './config.ts';

/** A request to a URL that somebody gave us: always a POST, never redirected. */
export interface OutgoingRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
}

export type OutgoingAnswer =
  | { readonly status: number; readonly retryAfter: string | null }
  | { readonly failed: OutgoingFailure; readonly detail: string };

/** `refused`: it would have led inside. The others may be better next time. */
export type OutgoingFailure = 'refused' | 'unresolved' | 'timeout' | 'unreachable';

/** The addresses of a name; empty or an error when there are none. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** Who may be called by this installation. In production only over TLS. */
export const reachOf = (config: Config): Reach => ({
  allow: config.webhookAllow,
  httpsOnly: config.environment === 'production',
});

/** Of the response only this much is read, so that the connection can be used again. */
export const responseBytesMax = 4_096;

type Destination =
  | { readonly failed: OutgoingFailure; readonly detail: string }
  /** `addresses` were checked; empty where the host is an address itself or is exempt. */
  | { readonly addresses: readonly string[] };

/**
 * Where a request may go. The one place where outgoing URLs are judged: by their text, then by every
 * address that the name has; one that lies inside refuses them all.
 */
export async function destinationOf(
  text: string,
  { reach, resolve }: { reach: Reach; resolve: Resolve },
): Promise<Destination> {
  const refusal = refusalOf(text, reach);
  if (refusal) return { failed: 'refused', detail: `The URL ${refusal.detail}.` };
  const url = new URL(text);
  if (isAllowed(url, reach) || literalOf(url) !== undefined) return { addresses: [] };
  const unresolved = { failed: 'unresolved', detail: `${url.hostname} has no address.` } as const;
  let addresses: readonly string[];
  try {
    addresses = await resolve(url.hostname);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return { ...unresolved, detail: `${url.hostname} could not be resolved${reason}.` };
  }
  if (addresses.length === 0) return unresolved;
  return addresses.every(isOutside)
    ? { addresses }
    : {
        failed: 'refused',
        detail: `${url.hostname} resolves to an address that is not on the public internet.`,
      };
}
