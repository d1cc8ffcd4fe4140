import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import Database from 'libsql';
import { Complaint } from '../complaint.ts';
import { type SchemaRow, schemaOf, schemaQuestion } from './schema.ts';

/** What a backup says of itself. */
export interface Manifest {
  readonly format: 'kiosk-backup-1';
  readonly madeAt: string;
  /** The last migration it has, as drizzle numbers them: when that was generated. */
  readonly migration: number;
  /** Which life of the database it is of; a restore begins another. */
  readonly epoch: string | null;
  /** The last event in it: whatever happened later is not in it. */
  readonly lastEvent: number;
  readonly rows: Readonly<Record<string, number>>;
  /** Of the database file. */
  readonly bytes: number;
  readonly sha256: string;
}

export const isManifest = (value: unknown): value is Manifest =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  value.format === 'kiosk-backup-1' &&
  'bytes' in value &&
  Number.isSafeInteger(value.bytes) &&
  'sha256' in value &&
  typeof value.sha256 === 'string';

export async function describe(path: string, madeAt: string): Promise<Manifest> {
  const file = new Database(path, { readonly: true });
  const one = (sql: string): unknown => file.prepare(sql).raw().all().flat()[0] ?? null;
  const { counted } = schemaOf(file.prepare(schemaQuestion).all() as SchemaRow[]);
  if (Number(one('SELECT count(*) FROM __drizzle_migrations')) === 0)
    throw new Complaint('there is no whole shop there: perhaps a restore that did not end');
  const described = {
    migration: Number(one('SELECT max(created_at) FROM __drizzle_migrations')),
    epoch: one(`SELECT value FROM settings WHERE name = 'epoch'`) as string | null,
    lastEvent: Number(one('SELECT max(seq) FROM events')),
    rows: Object.fromEntries(
      counted.map((name) => [name, Number(one(`SELECT count(*) FROM "${name}"`))]),
    ),
  };
  file.close();
  const hash = createHash('sha256');
  for await (const part of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(part);
  const { size: bytes } = await stat(path);
  return {
    format: 'kiosk-backup-1',
    madeAt,
    ...described,
    bytes,
    sha256: hash.digest('hex'),
  };
}
