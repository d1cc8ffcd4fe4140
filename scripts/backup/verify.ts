import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@libsql/client';
import { openDatabase } from '../../src/platform/server/database.ts';
import { migrate } from '../../src/platform/server/migrate.ts';
import { Complaint } from '../complaint.ts';
import { checkInvariants } from '../invariants/index.ts';
import { newShop } from '../new-shop.ts';
import { root } from '../root.ts';
import { openForWriting, readPause } from '../shops/pause.ts';
import type { Manifest } from './manifest.ts';

interface Wish {
  /** Whether to look for what must never be there. */
  readonly verify: boolean;
  /** What else to do, before anybody looks, with the copy of a shop that was `paused` or sold on. */
  readonly prepare?: (client: Client, paused: boolean) => Promise<void>;
}

/** Brings the unpacked database at `path` to this version, and finds out whether it is sound. */
export async function makeCurrent(path: string, manifest: Manifest, wish: Wish): Promise<void> {
  const journal = readFileSync(join(root, 'migrations/meta/_journal.json'), 'utf8');
  const { entries } = JSON.parse(journal) as { entries: { when: number }[] };
  if (manifest.migration > Math.max(...entries.map(({ when }) => when)))
    throw new Complaint('the backup is of a newer version than this one. Restore it with that.');
  const client = openDatabase(`file:${path}`, undefined);
  try {
    const paused = (await readPause(client)) !== undefined;
    // A backup of a paused shop would refuse what is done now.
    await openForWriting(client);
    await migrate(client, newShop());
    await wish.prepare?.(client, paused);
    if (wish.verify) await verify(client);
  } finally {
    client.close();
  }
}

async function verify(client: Client): Promise<void> {
  const { rows } = await client.execute('PRAGMA integrity_check(3)');
  const found = rows.map((row) => String(row['integrity_check'])).filter((text) => text !== 'ok');
  const broken = [
    ...found.map((text) => `the file itself: ${text}`),
    ...(found.length > 0 ? [] : await checkInvariants(client)).map((violation) =>
      typeof violation === 'string'
        ? violation
        : `${violation.invariant}: ${violation.subject} (${violation.detail})`,
    ),
  ];
  if (broken.length > 0)
    throw new Complaint(`${broken.length} rules are broken in it:\n  ${broken.join('\n  ')}`);
}
