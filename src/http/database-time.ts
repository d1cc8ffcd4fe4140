import type { Context } from '../platform/context.ts';
import type { Platform } from '../platform/platform.ts';
import type { ReadDatabase } from '../db/read.ts';

/** Has a call of the database counted. */
export type Waiting = <Result>(call: Promise<Result>) => Promise<Result>;

/**
 * The databases of one request, and how long it has waited for them. Calls at the same time count once, so
 * that it is never more than the request took.
 */
export function timingDatabase(
  platform: Platform,
): Pick<Context, 'db' | 'replica' | 'copies' | 'databaseMs'> & { readonly waiting: Waiting } {
  const { clock, db, replica, copies } = platform;
  let under = 0;
  let sinceMs = 0;
  let totalMs = 0;
  const end = () => {
    under -= 1;
    if (under === 0) totalMs += clock.nowMs() - sinceMs;
  };
  const waiting: Waiting = async (call) => {
    if (under === 0) sinceMs = clock.nowMs();
    under += 1;
    try {
      return await call;
    } finally {
      end();
    }
  };
  const timed = (database: ReadDatabase): ReadDatabase => ({
    ask: (statements) => waiting(database.ask(statements)),
  });
  return {
    waiting,
    databaseMs: () => totalMs,
    db: timed(db),
    replica: timed(replica),
    copies: {
      ...copies,
      near: timed(copies.near),
      at: (least) => timed(copies.at(least)),
      surviving: (least) => timed(copies.surviving(least)),
    },
  };
}
