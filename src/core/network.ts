/** Who may be called besides the public internet, and by which schemes. */
export interface Reach {
  /** `host:port` of receivers inside that are meant: development and tests. */
  readonly allow: readonly string[];
  readonly httpsOnly: boolean;
}

/** Why a URL that somebody gave us is not called. */
export interface UrlRefusal {
  readonly code: 'not_a_url' | 'scheme' | 'credentials' | 'inside_name' | 'inside_address';
  readonly detail: string;
}

/** What a URL's own text says against calling it. What its name resolves to is checked at the call. */
export function refusalOf(text: string, reach: Reach): UrlRefusal | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return { code: 'not_a_url', detail: 'is not a URL' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { code: 'scheme', detail: 'must be http or https' };
  if (url.username !== '' || url.password !== '')
    return { code: 'credentials', detail: 'must not carry credentials' };
  if (isAllowed(url, reach)) return undefined;
  if (reach.httpsOnly && url.protocol !== 'https:')
    return { code: 'scheme', detail: 'must be https' };
  const literal = literalOf(url);
  if (literal !== undefined) {
    return isOutside(literal)
      ? undefined
      : { code: 'inside_address', detail: 'is an address that is not on the public internet' };
  }
  return isInsideName(url.hostname)
    ? { code: 'inside_name', detail: 'is a name that is not on the public internet' }
    : undefined;
}

/** Whether the installation exempts this host and port from the rule. */
export function isAllowed(url: URL, { allow }: Pick<Reach, 'allow'>): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return allow.includes(`${url.hostname}:${port}`);
}

/** The address, where the host is one; the URL parser has made decimal, hex and octal spellings plain. */
export function literalOf({ hostname }: URL): string | undefined {
  if (hostname.startsWith('[')) return hostname.slice(1, -1);
  return ipv4.test(hostname) ? hostname : undefined;
}

/** Names that only mean something inside, by RFC 6761, RFC 8375 and custom. */
const insideSuffixes = [
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'home.arpa',
];

function isInsideName(hostname: string): boolean {
  const name = hostname.replace(/\.+$/, '');
  // A single label is completed by the search domains of whoever resolves it.
  return (
    !name.includes('.') ||
    insideSuffixes.some((suffix) => name === suffix || name.endsWith(`.${suffix}`))
  );
}

export const ipv4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/** Ranges of the IANA special-purpose registry that are not globally reachable, or lead elsewhere. */
const insideRanges = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  // The host agent of a cloud, at an address that looks public.
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
].map((range) => {
  const [base = '', bits] = range.split('/');
  return { base: ipv4Number(base), size: 2 ** (32 - Number(bits)) };
});

function ipv4Number(text: string): number {
  return text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/**
 * Whether an IP address is on the public internet. Of IPv6 only global unicast is, without the parts of
 * it that carry an IPv4 address (6to4, Teredo) or lead nowhere; mapped and translated forms lie outside it.
 */
export function isOutside(address: string): boolean {
  if (ipv4.test(address)) {
    const value = ipv4Number(address);
    return !insideRanges.some(({ base, size }) => value >= base && value < base + size);
  }
  const groups = ipv6Groups(address);
  if (!groups) return false;
  const [first = 0, second = 0] = groups;
  if (first < 0x2000 || first > 0x3fff) return false;
  if (first === 0x2001) return second >= 0x0200 && second !== 0x0db8;
  return first !== 0x2002 && first !== 0x3fff;
}

/** The eight groups of an IPv6 address; undefined for anything else, an address with a zone too. */
export function ipv6Groups(address: string): number[] | undefined {
  const text = `http://[${address}]`;
  if (!address.includes(':') || !URL.canParse(text)) return undefined;
  // The URL parser writes them all alike: hexadecimal, with at most one gap.
  const [left = '', right] = new URL(text).hostname.slice(1, -1).split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const before = groups(left);
  const after = groups(right ?? '');
  const gap = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...gap, ...after].map((group) => Number.parseInt(group, 16));
}
