import type { Client, ResultSet } from '@libsql/client';
import type { ReadDatabase } from './read.ts';
import { toClient } from './sql.ts';
import type { WriteClient } from './writer.ts';

/** The number of the last frame of a server's log. */
export type Position = number;

/** How far a database has come. */
export interface Progress {
  /** Names this life of the database: restoring a backup begins another one. */
  readonly epoch: string;
  /** Groups that its writers have committed, counted in the database itself: whoever shows the count shows the rows. */
  readonly writes: number;
  /**
   * Where its server's log was then: what a copy can be told to wait for. It proves nothing, since a server
   * that was killed numbers its log anew.
   */
  readonly position: Position;
}

/** Whether who shows `progress` has all that `least` had. */
export const reaches = (progress: Progress | undefined, least: Progress): boolean =>
  progress?.epoch === least.epoch && progress.writes >= least.writes;

// SQL does not know the position: whoever carries the answer puts it where NULL is (`replication.ts`).
const columns = `(SELECT value FROM settings WHERE name = 'epoch') AS progress_epoch,
  writes AS progress_writes, NULL AS progress_position`;
const askProgress = toClient({ sql: `SELECT ${columns} FROM progress`, args: [] });
const countWrite = toClient({
  sql: `UPDATE progress SET writes = writes + 1 RETURNING ${columns}`,
  args: [],
});

type Tell = (progress: Progress) => void;

/**
 * Reading that tells how far the database had come that was read: in the same snapshot, so that what was shown is
 * what is told.
 * @param least a database that has not come so far answers nothing
 */
export function readTelling(client: Client, tell: Tell, least?: Progress): ReadDatabase {
  return {
    async ask(statements) {
      const results = await client.batch([...statements.map(toClient), askProgress], 'read');
      const progress = progressIn(results.at(-1));
      if (progress) tell(progress);
      if (least && !reaches(progress, least)) throw new Error('the copy has not come so far');
      return results.slice(0, -1).map(({ rows }) => rows);
    },
  };
}

/** Writing that counts each group with what it writes, and tells how far the database has come with it. */
export const writeTelling = (client: WriteClient, tell: Tell): WriteClient => ({
  async batch(statements, mode) {
    const results = await client.batch([...statements, countWrite], mode);
    const progress = progressIn(results.at(-1));
    if (progress) tell(progress);
    return results.slice(0, -1);
  },
});

/** Undefined before the database has an epoch, or where nobody told a position. */
function progressIn(result: ResultSet | undefined): Progress | undefined {
  const row = result?.rows[0];
  const epoch = row?.['progress_epoch'];
  const position = row?.['progress_position'] ?? undefined;
  return typeof epoch === 'string' && position !== undefined
    ? { epoch, writes: Number(row?.['progress_writes']), position: Number(position) }
    : undefined;
}
