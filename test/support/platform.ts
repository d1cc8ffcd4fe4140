import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@libsql/client';
import type { Message } from '../../src/core/message.ts';
import { findDue } from '../../src/db/due.ts';
import { work } from '../../src/jobs.ts';
import { readDatabase } from '../../src/db/read.ts';
import { readConfig } from '../../src/platform/config.ts';
import type { Resolve } from '../../src/platform/outgoing.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { openDatabase, prepareDatabase } from '../../src/platform/server/database.ts';
import { migrate } from '../../src/platform/server/migrate.ts';
import { serverPlatform } from '../../src/platform/server/platform.ts';
import { cartActor } from '../../src/shop/cart/index.ts';

export const adminKey = 'test-admin-key-of-at-least-32-characters';

/** A platform over a real libSQL file of its own, whose clock and queue the test holds. */
export interface TestPlatform extends Platform {
  /** Where the database is, for looking into it. */
  readonly databaseUrl: string;
  /** Lines that were logged at `error`; a test that expects none checks that it is empty. */
  readonly errors: readonly string[];
  /** Moves the clock; nothing happens by itself. */
  advance(ms: number): void;
  /** Works off nudges and whatever is due, until there is nothing left to do now. */
  settle(): Promise<void>;
  close(): void;
}

const folder = mkdtempSync(join(tmpdir(), 'kiosk-test-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Migrating takes longer than most tests: it is done once a process and the file copied. */
let template: Promise<string> | undefined;
let made = 0;
/** Every database that this process made, for looking into them at the end. */
export const databaseUrls: string[] = [];

async function makeTemplate(): Promise<string> {
  const path = join(folder, 'template.db');
  const client = openDatabase(`file:${path}`, undefined);
  await migrate(client, { defaultCurrency: 'GBP' });
  client.close();
  return path;
}

async function newDatabase(): Promise<string> {
  template ??= makeTemplate();
  made += 1;
  const path = join(folder, `${made}.db`);
  copyFileSync(await template, path);
  const databaseUrl = `file:${path}`;
  databaseUrls.push(databaseUrl);
  return databaseUrl;
}

/**
 * A platform of its own; or, `beside` another, a second process on the same database, with the same
 * clock and with a cache, a queue and a writer of its own.
 * @param resolve what names of webhook receivers resolve to, or
 * @param outgoing what they answer, in place of requests to them;
 * @param watch sees the database clients.
 */
export async function testPlatform(
  environment: Record<string, string> = {},
  beside?: TestPlatform,
  {
    resolve,
    outgoing,
    watch = (client) => client,
  }: {
    resolve?: Resolve;
    outgoing?: Platform['outgoing'];
    watch?: (client: Client) => Client;
  } = {},
): Promise<TestPlatform> {
  const databaseUrl = beside?.databaseUrl ?? (await newDatabase());
  const writing = watch(openDatabase(databaseUrl, undefined));
  await prepareDatabase(writing, databaseUrl);
  const reading = watch(openDatabase(databaseUrl, undefined));

  let offsetMs = 0;
  const nudges: Message[] = [];
  const background = new Set<Promise<unknown>>();
  const errors: string[] = [];
  const config = readConfig({ ADMIN_KEY: adminKey, LOG_LEVEL: 'warn', ...environment });
  const base = serverPlatform({
    config,
    writing,
    db: readDatabase(reading),
    actors: { cart: cartActor },
    queue: { send: async (message) => void nudges.push(message) },
    log: (level, event, fields) => {
      if (level === 'error') errors.push(`${event} ${JSON.stringify(fields)}`);
    },
    nowMs: beside ? beside.clock.nowMs : () => Date.now() + offsetMs,
    ...(resolve ? { resolve } : {}),
  });
  const platform: TestPlatform = {
    ...base,
    ...(outgoing ? { outgoing } : {}),
    databaseUrl,
    errors,
    background: (promise) => {
      const settled = promise.catch(() => undefined).finally(() => background.delete(settled));
      background.add(settled);
    },
    advance: (ms) => {
      if (beside) beside.advance(ms);
      else offsetMs += ms;
    },
    async settle() {
      for (let round = 0; round < 100; round += 1) {
        await Promise.all(background);
        const found = await findDue(platform.db, platform.clock.nowMs(), 100);
        const todo = [...nudges.splice(0), ...found];
        if (todo.length === 0) return;
        const outcomes = await Promise.all(todo.map((message) => work(platform, message)));
        if (found.length === 0 && outcomes.every((outcome) => outcome === 'idle')) return;
      }
      throw new Error('work did not come to rest');
    },
    close: () => {
      writing.close();
      reading.close();
    },
  };
  return platform;
}
