import { ShopError } from '../core/error.ts';
import type { Answered, LibsqlServer, Position } from './hrana.ts';
import type { ReadDatabase } from './read.ts';
import { toClient } from './sql.ts';
import type { WriteClient } from './writer.ts';

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

const columns = `(SELECT value FROM settings WHERE name = 'epoch') AS epoch, writes`;
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
export function readTelling(server: LibsqlServer, tell: Tell, least?: Progress): ReadDatabase {
  return {
    async ask(statements) {
      const asked = [...statements.map(toClient), askProgress];
      const answered = await server.batch({
        statements: asked,
        mode: 'read',
        atLeast: least?.position,
      });
      const progress = progressIn(answered);
      if (progress) tell(progress);
      // Told to a caller only where nobody else can be asked.
      if (least && !reaches(progress, least))
        throw new ShopError('database_unavailable', { retry_after: 2 });
      return answered.results.slice(0, -1).map(({ rows }) => rows);
    },
  };
}

/** Writing that counts each group with what it writes, and tells how far the database has come with it. */
export const writeTelling = (server: LibsqlServer, tell: Tell): WriteClient => ({
  async batch(statements) {
    const answered = await server.batch({
      statements: [...statements, countWrite],
      mode: 'write',
    });
    const progress = progressIn(answered);
    if (progress) tell(progress);
    return answered.results.slice(0, -1);
  },
});

/** Undefined before the database has an epoch, or where nobody told a position. */
function progressIn({ results, position }: Answered): Progress | undefined {
  const { epoch, writes } = (results.at(-1)?.rows[0] ?? {}) as Partial<Record<string, unknown>>;
  return typeof epoch === 'string' && position !== undefined
    ? { epoch, writes: Number(writes), position }
    : undefined;
}
