import { sha256 } from '../../core/digest.ts';
import { toBase64Url } from '../../core/text.ts';

const secretBytes = 24;

/** `sk_`, 192 random bits and a checksum: what secret scanners look for, and can tell from noise. */
export function newKey(random: { bytes(count: number): Uint8Array }): string {
  const secret = `sk_${toBase64Url(random.bytes(secretBytes)).replaceAll(/[-_]/g, '0')}`;
  return `${secret}_${sha256(secret).slice(0, 6)}`;
}

/** Whether the checksum is right: a mistyped key needs no look into the database. */
export function isWellFormedKey(key: string): boolean {
  const end = key.lastIndexOf('_');
  return (
    key.startsWith('sk_') &&
    end > 3 &&
    sha256(key.slice(0, end)).startsWith(key.slice(end + 1)) &&
    key.length - end === 7
  );
}
