import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** A receiver of events. A trigger on `events` makes it due when one of its events is appended. */
export const webhookEndpoints = sqliteTable('webhook_endpoints', {
  id: text().primaryKey(),
  url: text().notNull(),
  description: text().notNull(),
  /** JSON array of patterns; each is a GLOB of an event's type. */
  events: text().notNull(),
  /** A deleted one is hidden, and goes for good when its deliveries are gone. */
  status: text({ enum: ['active', 'paused', 'deleted'] }).notNull(),
  pausedReason: text('paused_reason', { enum: ['requested', 'failing', 'gone'] }),
  pausedAt: integer('paused_at'),
  secret: text().notNull(),
  /** Signs beside `secret` until then, so that a receiver can change over without a gap. */
  oldSecret: text('old_secret'),
  oldSecretUntil: integer('old_secret_until'),
  /** Every event up to here has its row in `deliveries`, if it is wanted. */
  cursor: integer().notNull(),
  /** The range that is being replayed: the next event of it and the last. */
  replayNext: integer('replay_next'),
  replayTo: integer('replay_to'),
  /** First tries that failed since the last success; and until when it is left alone for that. */
  failedFirst: integer('failed_first').notNull().default(0),
  notBefore: integer('not_before').notNull().default(0),
  /** Of the first failure since the last success. */
  failingSince: integer('failing_since'),
  version: integer().notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
});

/** One event for one receiver: what became of it. */
export const deliveries = sqliteTable(
  'deliveries',
  {
    endpointId: text('endpoint_id').notNull(),
    seq: integer().notNull(),
    eventId: text('event_id').notNull(),
    type: text().notNull(),
    stream: text().notNull(),
    state: text({ enum: ['pending', 'retrying', 'delivered', 'dead'] }).notNull(),
    attempts: integer().notNull().default(0),
    nextTryAt: integer('next_try_at').notNull(),
    /** Of the last attempt: null where no answer came. */
    responseStatus: integer('response_status'),
    durationMs: integer('duration_ms'),
    error: text(),
    createdAt: integer('created_at').notNull(),
    /** When the last attempt ended. */
    attemptedAt: integer('attempted_at'),
  },
  (table) => [
    primaryKey({ columns: [table.endpointId, table.seq] }),
    index('deliveries_state').on(table.endpointId, table.state, table.seq),
    index('deliveries_retry')
      .on(table.endpointId, table.nextTryAt)
      .where(sql`state = 'retrying'`),
    index('deliveries_delivered')
      .on(table.attemptedAt)
      .where(sql`state = 'delivered'`),
  ],
);
