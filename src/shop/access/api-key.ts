import { sha256, toBase64Url } from '../../core/text.ts';

const secretBytes = 24;

/** `sk_`, 192 random bits and a checksum: what secret scanners look for, and can tell from noise. */
export async function newKey(random: { bytes(count: number): Uint8Array }): Promise<string> {
  const secret = `sk_${toBase64Url(random.bytes(secretBytes)).replaceAll(/[-_]/g, '0')}`;
  return `${secret}_${(await sha256(secret)).slice(0, 6)}`;
}

/** Whether the checksum is right: a mistyped key needs no look into the database. */
export async function isWellFormedKey(key: string): Promise<boolean> {
  const end = key.lastIndexOf('_');
  return (
    key.startsWith('sk_') &&
    end > 3 &&
    (await sha256(key.slice(0, end))).startsWith(key.slice(end + 1)) &&
    key.length - end === 7
  );
}
