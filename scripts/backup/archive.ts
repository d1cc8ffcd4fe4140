import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Complaint } from '../complaint.ts';
import { isManifest, type Manifest } from './manifest.ts';

// A backup is a .tar.gz of manifest.json and kiosk.db, an SQLite file: whoever has tar and sqlite3 can look into it.

const blockSize = 512;
const databaseName = 'kiosk.db';
/** Few of the levels are worth their time: this one makes a fifth of it, the next ones hardly less. */
const level = 3;

/** Writes a backup so that at `path` there is all of it or nothing. */
export async function writeArchive(path: string, manifest: Manifest, database: string) {
  const partial = `${path}.partial`;
  const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  const at = Date.parse(manifest.madeAt) / 1_000;
  async function* parts() {
    yield header('manifest.json', text.length, at);
    yield text;
    yield padding(text.length);
    yield header(databaseName, manifest.bytes, at);
    yield* createReadStream(database, { highWaterMark: 1 << 20 });
    yield padding(manifest.bytes);
    yield Buffer.alloc(2 * blockSize);
  }
  try {
    // Addresses of customers and secrets are in it: for its owner alone. On the disk before it is there.
    const file = createWriteStream(partial, { mode: 0o600, flush: true });
    await pipeline(parts, createGzip({ level }), file);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/**
 * Unpacks the database of a backup to `to`.
 * @param expected the hash that was told when the backup was made, for whoever does not trust where it lay
 */
export async function readArchive(path: string, to: string, expected?: string): Promise<Manifest> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new Complaint(`there is no file ${path}`);
  const name = basename(path);
  try {
    const bytes = new Bytes(createReadStream(path).pipe(createGunzip({ chunkSize: 1 << 18 })));
    const manifest = await readManifest(bytes, name);
    if (expected !== undefined && manifest.sha256 !== expected.toLowerCase())
      throw new Complaint(`${name} is not the backup with the hash ${expected}`);
    if ((await readHeader(bytes))?.name !== databaseName) throw notOurs(name);
    const hash = createHash('sha256');
    async function* database() {
      for await (const part of bytes.next(manifest.bytes)) {
        hash.update(part);
        yield part;
      }
    }
    await pipeline(database, createWriteStream(to, { mode: 0o600, flush: true }));
    // To the end, where gzip has its own sum.
    await bytes.rest();
    if (hash.digest('hex') !== manifest.sha256)
      throw new Complaint(`${name} was changed after it was made: its hash is another`);
    return manifest;
  } catch (error) {
    throw complaintOf(error, name);
  }
}

const notOurs = (name: string) => new Complaint(`${name} is not a backup of Kiosk`);

async function readManifest(bytes: Bytes, name: string): Promise<Manifest> {
  const head = await readHeader(bytes);
  if (head?.name !== 'manifest.json' || head.size > 1 << 20) throw notOurs(name);
  const text = (await bytes.take(head.size)).toString();
  await bytes.take(padding(head.size).length);
  const manifest: unknown = JSON.parse(text);
  if (!isManifest(manifest)) throw notOurs(name);
  return manifest;
}

function complaintOf(error: unknown, name: string): unknown {
  if (error instanceof SyntaxError) return notOurs(name);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'Z_BUF_ERROR') return new Complaint(`${name} ends early: it was cut off`);
  if (code === 'Z_DATA_ERROR') {
    const message = error instanceof Error ? error.message : '';
    return message.includes('header') ? notOurs(name) : new Complaint(`${name} is damaged`);
  }
  return error;
}

const padding = (size: number) => Buffer.alloc((blockSize - (size % blockSize)) % blockSize);

function header(name: string, size: number, atSeconds: number): Buffer {
  const block = Buffer.alloc(blockSize);
  const octal = (value: number, at: number, width: number) =>
    block.write(
      Math.floor(value)
        .toString(8)
        .padStart(width - 1, '0'),
      at,
    );
  block.write(name, 0);
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  // Eleven octal digits hold 8 GiB; beyond that tar writes the number in binary, with the first bit set.
  if (size < 2 ** 33) octal(size, 124, 12);
  else {
    block[124] = 0x80;
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  octal(atSeconds, 136, 12);
  block.fill(' ', 148, 156);
  block.write('0', 156);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

async function readHeader(bytes: Bytes): Promise<{ name: string; size: number } | undefined> {
  const block = await bytes.take(blockSize);
  if (block.toString('latin1', 257, 262) !== 'ustar') return undefined;
  const size =
    block[124] === 0x80
      ? Number(block.readBigUInt64BE(128))
      : Number.parseInt(block.toString('latin1', 124, 135), 8);
  return { name: block.toString('latin1', 0, 100).replace(/\0.*$/, ''), size };
}

/** A stream that is read by so and so many bytes. */
class Bytes {
  readonly #source: AsyncIterator<Buffer>;
  #left: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async *next(count: number): AsyncGenerator<Buffer> {
    for (let missing = count; missing > 0;) {
      if (this.#left.length === 0) {
        const { done, value } = await this.#source.next();
        if (done) throw Object.assign(new Error('too short'), { code: 'Z_BUF_ERROR' });
        this.#left = value;
      }
      const part = this.#left.subarray(0, missing);
      this.#left = this.#left.subarray(part.length);
      missing -= part.length;
      yield part;
    }
  }

  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.next(count)) parts.push(part);
    return Buffer.concat(parts);
  }

  async rest(): Promise<void> {
    while (!(await this.#source.next()).done);
  }
}
