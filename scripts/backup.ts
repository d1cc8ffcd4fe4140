import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readArguments } from './arguments.ts';
import { readArchive, writeArchive } from './backup/archive.ts';
import { databaseSource } from './backup/database-url.ts';
import { describe } from './backup/manifest.ts';
import { takeSnapshot } from './backup/snapshot.ts';
import { makeCurrent } from './backup/verify.ts';
import { Complaint } from './complaint.ts';

// `npm run backup`: one moment of the database at DATABASE_URL in a file, while the shop goes on.
const usage = `usage: npm run backup -- FILE [--no-verify]
       npm run backup -- --every 1h [--keep 24] DIR [--no-verify]
FILE is a .tar.gz of manifest.json and kiosk.db. Unless told otherwise it is unpacked again beside itself, brought to this
version and checked. DATABASE_URL and DATABASE_AUTH_TOKEN say of which database; a file in DATA_DIR if left out.`;

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

function readCommand() {
  const { values, positionals } = readArguments(usage, {
    allowPositionals: true,
    allowNegative: true,
    options: {
      verify: { type: 'boolean', default: true },
      every: { type: 'string' },
      keep: { type: 'string', default: '24' },
    },
  });
  const [path] = positionals;
  const [, count, unit] = /^(\d+)([smhd])$/.exec(values.every ?? '') ?? [];
  const keep = Number(values.keep);
  if (!path || positionals.length > 1 || !(keep >= 1)) throw new Complaint(usage);
  if (values.every !== undefined && !Number(count)) throw new Complaint(usage);
  const everyMs = unit ? Number(count) * units[unit as keyof typeof units] : undefined;
  return { path: resolve(path), verify: values.verify, everyMs, keep };
}

const seconds = (sinceMs: number) => `${((Date.now() - sinceMs) / 1_000).toFixed(1)} s`;

async function backUp(path: string, verify: boolean): Promise<void> {
  if (existsSync(path)) throw new Complaint(`${path} is there already`);
  await mkdir(dirname(path), { recursive: true });
  const folder = await mkdtemp(join(dirname(path), '.backup-'));
  try {
    const beganMs = Date.now();
    const snapshot = join(folder, 'snapshot.db');
    const source = databaseSource();
    console.log(`Of ${source.url}${source.isDefault ? ', since DATABASE_URL is not set' : ''}.`);
    await takeSnapshot(source, snapshot);
    const manifest = await describe(snapshot, new Date(beganMs).toISOString());
    await writeArchive(path, manifest, snapshot);
    await rm(snapshot);
    const { orders = 0, products = 0 } = manifest.rows;
    const { size } = await stat(path);
    console.log(
      `${path}: ${products} products, ${orders} orders, ${Math.ceil(size / 1e6)} MB, in ${seconds(beganMs)}.`,
    );
    console.log(`sha256 of its database: ${manifest.sha256}`);
    if (!verify) return;
    const verifyingMs = Date.now();
    const unpacked = join(folder, 'unpacked.db');
    const read = await readArchive(path, unpacked, manifest.sha256);
    await makeCurrent(unpacked, read, { verify });
    console.log(`Unpacked and checked in ${seconds(verifyingMs)}: every invariant holds.`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const nameAt = (at: Date) =>
  `kiosk-${at.toISOString().replace(/\.\d+/, '').replaceAll(':', '')}.tar.gz`;

async function backUpForever(folder: string, everyMs: number, keep: number, verify: boolean) {
  for (;;) {
    const beganMs = Date.now();
    try {
      await backUp(join(folder, nameAt(new Date(beganMs))), verify);
      const made = (await readdir(folder)).filter((name) => /^kiosk-[\dTZ-]+\.tar\.gz$/.test(name));
      for (const name of made.toSorted().slice(0, -keep)) await rm(join(folder, name));
    } catch (error) {
      // The next one may go well; until then the old ones stay.
      complain(error);
    }
    await new Promise((done) => setTimeout(done, Math.max(everyMs - (Date.now() - beganMs), 0)));
  }
}

function complain(error: unknown): void {
  console.error(`kiosk: ${error instanceof Error ? error.message : String(error)}`);
}

try {
  const { path, verify, everyMs, keep } = readCommand();
  if (everyMs === undefined) await backUp(path, verify);
  else await backUpForever(path, everyMs, keep, verify);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
