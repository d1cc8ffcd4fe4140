import { LRUCache } from 'lru-cache';
import { type Ip, ipOf, isWithin, subscriberOf } from '../core/ip.ts';
import type { Platform } from '../platform/platform.ts';

/** Who called lately will call again, and reading an IPv6 address takes longer than counting for it. */
const read = new LRUCache<string, { readonly ip: Ip | undefined }>({ max: 5_000 });

function addressIn(text: string): Ip | undefined {
  const known = read.get(text);
  if (known) return known.ip;
  const ip = ipOf(bare(text));
  if (text.length <= 64) read.set(text, { ip });
  return ip;
}

type Asked = Pick<Platform, 'config' | 'peer'>;

/**
 * Whose request it is, as far as addresses tell: whoever is connected, or whom a trusted proxy speaks
 * for. IPv6 counts by /64.
 */
export function clientOf({ config, peer }: Asked, headers: Headers): string {
  // Most peers: a socket spells an IPv4 address in one way, or in this one where it listens for both.
  if (peer !== undefined && config.trustedProxies.length === 0 && peer.includes('.'))
    return peer.startsWith('::ffff:') ? peer.slice(7) : peer;
  const ip = peer === undefined ? undefined : addressIn(peer);
  // Without an address nobody can be told from anybody.
  if (!ip) return 'unknown';
  const trusted = (hop: Ip) => config.trustedProxies.some((range) => isWithin(hop, range));
  if (!trusted(ip)) return subscriberOf(ip);
  const listed = headers.get('x-forwarded-for');
  const forwarded = headers.get('forwarded');
  const byList = listed === null ? undefined : farthest(ip, listed.split(','), trusted);
  const byField =
    forwarded === null ? undefined : farthest(ip, forwarded.split(',').map(forOf), trusted);
  // A proxy sets one of the two and passes on the other as the caller made it: contradicting, neither counts.
  const contradicting = byList && byField && subscriberOf(byList) !== subscriberOf(byField);
  return subscriberOf(contradicting ? ip : (byList ?? byField ?? ip));
}

/** Each hop was noted by the next one, so what a stranger says is not believed any more. */
function farthest(peer: Ip, hops: readonly string[], trusted: (hop: Ip) => boolean): Ip {
  let known = peer;
  for (const hop of hops.toReversed()) {
    const ip = addressIn(hop);
    if (!ip) return known;
    known = ip;
    if (!trusted(ip)) return known;
  }
  return known;
}

/** The `for` of an element of RFC 7239; an obfuscated one is no address. */
const forOf = (element: string): string =>
  /(?:^|;)\s*for=("?)([^";]*)\1/i.exec(element)?.[2]?.trim() ?? '';

/** Without port, brackets and zone. */
function bare(text: string): string {
  const trimmed = text.trim();
  const bracketed = /^\[([^\]]*)\](:\d+)?$/.exec(trimmed)?.[1];
  const address = bracketed ?? trimmed.replace(/^(\d[\d.]*):\d+$/, '$1');
  return address.replace(/%.*$/, '');
}
