import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { createCsvReader } from '../../src/shop/catalog/csv.ts';
import type { Layout } from './layout.ts';

/** The file as it is read, unpacked where its name ends with `.gz`; `read` hears how many bytes of the file are done. */
export function openSource(
  file: string,
  read: (bytes: number) => void = () => undefined,
): Readable {
  const counted = Readable.from(counting(createReadStream(file), read));
  if (!file.toLowerCase().endsWith('.gz')) return counted;
  // Whoever reads what comes out is told of an error; nobody has to hear of it here.
  return pipeline(counted, createGunzip(), () => undefined);
}

async function* counting(chunks: AsyncIterable<Uint8Array>, read: (bytes: number) => void) {
  for await (const chunk of chunks) {
    read(chunk.length);
    yield chunk;
  }
}

/** The cells of the first line, for telling what the file is. */
export async function readHeader(file: string): Promise<readonly string[]> {
  const source = openSource(file);
  const reader = createCsvReader();
  const decoder = new TextDecoder();
  const first = ([record]: ReturnType<typeof reader.push>) =>
    record && ('cells' in record ? record.cells : []);
  try {
    for await (const chunk of source) {
      const header = first(reader.push(decoder.decode(chunk as Uint8Array, { stream: true })));
      if (header) return header;
    }
    return first(reader.end()) ?? [];
  } finally {
    source.destroy();
  }
}

/** The file as the server is sent it; `row` hears each row that leaves. */
export async function* bodyOf(
  source: AsyncIterable<Uint8Array>,
  { convert }: Layout,
  row: () => void,
) {
  const encoder = new TextEncoder();
  if (!convert) {
    for await (const chunk of source) {
      for (const byte of chunk) if (byte === 10) row();
      yield chunk;
    }
    return;
  }
  const reader = createCsvReader();
  const decoder = new TextDecoder();
  let header = true;
  let line = 1;
  const lines = (records: ReturnType<typeof reader.push>): string => {
    let text = '';
    for (const record of records) {
      if (header) header = false;
      else {
        row();
        // Every product leaves in the line that it came from, so that errors name the line of the file.
        text += '\n'.repeat(record.line - line);
        line = record.line + 1;
        // A row that cannot be read becomes a line that the server refuses, so that it is reported.
        text +=
          'cells' in record
            ? `${JSON.stringify(convert(record.cells))}\n`
            : `line ${record.line}: ${record.problem}\n`;
      }
    }
    return text;
  };
  for await (const chunk of source)
    yield encoder.encode(lines(reader.push(decoder.decode(chunk, { stream: true }))));
  yield encoder.encode(lines(reader.end()));
}
