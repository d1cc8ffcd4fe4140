import { randomBytes } from 'node:crypto';
import type { Client } from '@libsql/client';
import { randomText } from '../../src/core/id.ts';

/** More than any shop counts between a backup and its restore. */
const leap = 1_000_000_000;

/**
 * Begins another life of a database that was set back: what clients, caches and followers of its log remember of
 * the life that ended must say nothing of this one.
 */
export async function beginNewLife(client: Client): Promise<void> {
  const random = { bytes: (count: number) => randomBytes(count) };
  const epoch = randomText({ random }, 16);
  await client.batch(
    [
      {
        sql: `INSERT INTO settings(name, value) VALUES ('epoch', ?)
          ON CONFLICT(name) DO UPDATE SET value = excluded.value`,
        args: [epoch],
      },
      // A body that was kept since the backup would else seem new enough once versions have come as far again.
      `UPDATE cache_versions SET version = version + ${leap}`,
      // Whoever follows the log has seen numbers that were given since: none is given twice.
      `UPDATE sqlite_sequence SET seq = seq + ${leap} WHERE name = 'events'`,
      // Who held them is gone.
      'UPDATE due SET lease_until = 0 WHERE lease_until > 0',
    ],
    'write',
  );
}
