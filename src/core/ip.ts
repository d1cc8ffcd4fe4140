import { ipv4, ipv6Groups } from './network.ts';

/** An address as eight groups of 16 bits; one of IPv4 as the IPv6 address that stands for it. */
export type Ip = readonly number[];

export interface IpRange {
  readonly base: Ip;
  /** How many leading bits count, of 128. */
  readonly bits: number;
}

const mappedBits = 96;
const isMapped = (ip: Ip): boolean =>
  ip[5] === 0xffff && ip.slice(0, 5).every((group) => group === 0);

/** Reads an address, without a zone or port. */
export function ipOf(text: string): Ip | undefined {
  if (!ipv4.test(text)) return ipv6Groups(text);
  const octets = text.split('.').map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = octets;
  if (octets.some((octet) => octet > 255)) return undefined;
  return [0, 0, 0, 0, 0, 0xffff, a * 256 + b, c * 256 + d];
}

/** Reads `10.0.0.0/8`, `2001:db8::/32`, or an address alone. */
export function ipRangeOf(text: string): IpRange | undefined {
  const [address = '', length, stray] = text.split('/');
  const base = ipOf(address);
  if (!base || stray !== undefined) return undefined;
  if (length === undefined) return { base, bits: 128 };
  const before = ipv4.test(address) ? mappedBits : 0;
  const bits = before + Number(length);
  return /^\d{1,3}$/.test(length) && bits <= 128 ? { base, bits } : undefined;
}

export function isWithin(ip: Ip, { base, bits }: IpRange): boolean {
  return base.every((group, index) => {
    const counted = Math.min(Math.max(bits - index * 16, 0), 16);
    const shift = 16 - counted;
    return group >> shift === (ip[index] ?? 0) >> shift;
  });
}

/** Whom an address stands for: itself, or of IPv6 the /64, which is what one customer is given at least. */
export function subscriberOf(ip: Ip): string {
  if (!isMapped(ip))
    return `${ip
      .slice(0, 4)
      .map((group) => group.toString(16))
      .join(':')}::/64`;
  const [high = 0, low = 0] = ip.slice(6);
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}
