import { randomBytes } from 'node:crypto';
import type { Client } from '@libsql/client';
import { randomText } from '../../src/core/id.ts';

/**
 * Begins another life of a database that was set back: what clients, caches and followers of its log remember of
 * the lives that ended must say nothing of this one. No shop counts a thousand a second for long, so counts that go
 * on from the time in milliseconds are beyond those of every life, also where one backup is restored twice.
 */
export async function beginNewLife(client: Client, nowMs: number): Promise<void> {
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
      { sql: 'UPDATE cache_versions SET version = max(version + 1, ?)', args: [nowMs] },
      // Whoever follows the log has seen numbers that were given since: none is given twice.
      {
        sql: `UPDATE sqlite_sequence SET seq = max(seq + 1, ?) WHERE name = 'events'`,
        args: [nowMs],
      },
      // Who held them is gone.
      'UPDATE due SET lease_until = 0 WHERE lease_until > 0',
    ],
    'write',
  );
}
