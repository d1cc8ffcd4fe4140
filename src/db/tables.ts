import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

/**
 * The one event log: an order's history, the outbox and the public log. One writer makes `seq` the
 * order of commits, so a consumer needs only a cursor.
 */
export const events = sqliteTable(
  'events',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull(),
    stream: text().notNull(),
    version: integer().notNull(),
    type: text().notNull(),
    data: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [uniqueIndex('events_stream_version').on(table.stream, table.version)],
);

/** What was asked under a key and what was answered: verdicts of commands and claims of callers. */
export const commands = sqliteTable(
  'commands',
  {
    key: text().primaryKey(),
    fingerprint: text().notNull(),
    outcome: text().notNull(),
    detail: text(),
    /** The id of what the command made, so that a take-over after a crash finds it. */
    ref: text(),
    status: integer(),
    /** The answer, byte for byte; null while the first request is still running. */
    body: text(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('commands_created').on(table.createdAt)],
);

/** Whatever must be looked at later. A queue message is a nudge; this row is the truth. */
export const due = sqliteTable(
  'due',
  {
    kind: text().notNull(),
    id: text().notNull(),
    at: integer().notNull(),
    attempts: integer().notNull().default(0),
    leaseUntil: integer('lease_until').notNull().default(0),
    /** Set when the work was given up; a person redrives it. */
    deadAt: integer('dead_at'),
    lastError: text('last_error'),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.id] }),
    index('due_at').on(table.deadAt, table.at),
  ],
);

/** The home of actors on Node and Deno: one row an actor, saved by compare-and-set on `version`, a random number. */
export const actors = sqliteTable(
  'actors',
  {
    kind: text().notNull(),
    id: text().notNull(),
    version: integer().notNull(),
    state: text().notNull(),
    wakeAt: integer('wake_at'),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.id] }),
    index('actors_wake').on(table.kind, table.wakeAt),
  ],
);

/**
 * When what cached bodies are made of was last changed. Written by triggers on the tables themselves, so
 * that no change is forgotten; `version` counts over all scopes, so one number tells how new a snapshot is.
 */
export const cacheVersions = sqliteTable(
  'cache_versions',
  {
    scope: text().primaryKey(),
    version: integer().notNull(),
  },
  (table) => [index('cache_versions_version').on(table.version)],
);

/**
 * One row: how many groups were committed. A copy that shows the count of a write has that write, whatever
 * its server says of its log.
 */
export const progress = sqliteTable(
  'progress',
  {
    id: integer().primaryKey(),
    writes: integer().notNull(),
  },
  (table) => [check('progress_one', sql`${table.id} = 1`)],
);

/** Single values that the installation keeps: the signing secret, the hash of the views. */
export const settings = sqliteTable('settings', {
  name: text().primaryKey(),
  value: text().notNull(),
});
