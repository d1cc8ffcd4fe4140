import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { Complaint } from '../complaint.ts';

/** One line of an invoice: code, units (negative in a cancellation), unit price in pence. */
export type InvoiceLine = readonly [code: string, quantity: number, pence: number];

/** One record of the Online Retail file, with the field names of the file. */
export interface Invoice {
  readonly i: string;
  readonly t: string;
  readonly c: number | null;
  readonly y: string;
  /** S sale, C cancellation, W stock movement, A bad-debt adjustment. */
  readonly k: 'S' | 'C' | 'W' | 'A';
  readonly l: readonly InvoiceLine[];
}

/** The invoices of a file, plain or gzip, in its order; at most `limit` of them. */
export async function* readInvoices(path: string, limit: number): AsyncGenerator<Invoice> {
  if (!existsSync(path)) throw new Complaint(`There is no file ${path}.`);
  const raw = createReadStream(path);
  const text = path.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  // A stream that breaks inside `pipe` would otherwise leave the reader waiting for ever.
  raw.on('error', (error) => text.destroy(error));
  let number = 0;
  for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    if (number >= limit) return;
    number += 1;
    yield parse(line, number, path);
  }
  if (number === 0) throw new Complaint(`${path} has no invoices in it.`);
}

function parse(line: string, number: number, path: string): Invoice {
  try {
    const invoice = JSON.parse(line) as Invoice;
    if (typeof invoice.i === 'string' && Array.isArray(invoice.l) && 'SCWA'.includes(invoice.k))
      return invoice;
  } catch {
    // Said below, with the place.
  }
  throw new Complaint(
    `Line ${number} of ${path} is not an invoice: {"i", "t", "c", "y", "k", "l"}.`,
  );
}
