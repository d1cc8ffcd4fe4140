import { heardOfCopy, heardOfPrimary, newOutlook, routeReads } from '../../src/db/copies.ts';
import { type Progress, readTelling, writeTelling } from '../../src/db/progress.ts';
import { createWriter } from '../../src/db/writer.ts';
import { readConfig } from '../../src/platform/config.ts';
import type { CachedBody, Platform, Queue } from '../../src/platform/platform.ts';
import { createMailbox } from '../../src/platform/server/mailbox.ts';
import { cartActor } from '../../src/shop/cart/index.ts';
import { type Calls, timeOut } from './calls.ts';
import { type Database, gist, through } from './database.ts';
import type { Faults } from './faults.ts';
import type { ObjectHome } from './homes.ts';
import type { Plan } from './plan.ts';
import type { Receiver } from './receiver.ts';
import type { Life, World } from './world.ts';

/** What all processes of a run stand on. */
export interface Ground {
  readonly world: World;
  readonly faults: Faults;
  readonly plan: Plan;
  readonly database: Database;
  readonly carts: ObjectHome;
  readonly receiver: Receiver;
  readonly queue: Queue;
  /** Whether the run is over but for what is left to be done. */
  closed(): boolean;
  /** An error that nobody was told of: fine when a fault explains it. */
  noteError(where: string, error: unknown): void;
}

export const adminKey = 'simulated-admin-key-of-32-characters';
export const webhookSecret = 'whsec_dGhlIHNlY3JldCBvZiB0aGUgc2ltdWxhdGlvbg==';

interface Inside {
  readonly life: Life;
  readonly calls: Calls;
  readonly nowMs: () => number;
}

/** The platform of one simulated process: Kiosk itself is real, only what a runtime lends it is not. */
export function simulatedPlatform(ground: Ground, { life, calls, nowMs }: Inside): Platform {
  const { world, plan, database, faults } = ground;
  const chance = world.chance.fork();
  const sleep = (ms: number) => world.pause(life, 'sleeps', ms);
  const outlook = newOutlook();
  const tell = (progress: Progress) => heardOfPrimary(outlook, progress, nowMs());
  const write = through(
    database.primary,
    (sql, effect) =>
      calls.make('write', gist(sql), () => {
        database.noteWrite();
        return effect();
      }),
    () => database.position.primary,
  );
  const read = through(
    database.primary,
    (sql, effect) => {
      // The books of the bank lie in our database, and nobody else reads them: so it can be silent alone.
      const silent =
        sql.some((each) => each.includes('test_payments')) && faults.happens('bank silent');
      const effective = () => (silent ? Promise.reject<never>(timeOut()) : effect());
      return calls.make('read', gist(sql), effective);
    },
    () => database.position.primary,
  );
  const db = readTelling(read, tell);
  const lagging = (least?: Progress) =>
    readTelling(
      through(
        database.replica,
        (sql, effect) =>
          calls.make('replica', gist(sql), () => {
            if (!faults.happens('replica lags')) database.refreshReplica();
            return effect();
          }),
        () => database.position.replica,
      ),
      (progress) => heardOfCopy(outlook, progress),
      least,
    );
  const background = (work: Promise<unknown>) => {
    work.catch((error: unknown) => ground.noteError('background.failed', error));
  };
  const log: Platform['log'] = (level, event, fields) => {
    if (level === 'error') ground.noteError(event, fields);
    else world.trace.note(`  ${level} ${event}`);
  };
  const copies = routeReads({
    primary: db,
    copy: plan.replica ? lagging() : undefined,
    copyAt: lagging,
    probe: db,
    outlook,
    nowMs,
    background,
    log,
  });
  const writer = createWriter(writeTelling(write, tell), {
    nowMs,
    sleep,
    random: chance.fraction,
    ...(plan.writerYields ? { yieldTurn: () => world.pause(life, 'yields', 0) } : {}),
  });
  const nonce = () => chance.whole(1, Number.MAX_SAFE_INTEGER - 1);
  const carts =
    plan.home === 'row'
      ? createMailbox(cartActor, { db, writer, nowMs, sleep, nonce })
      : ground.carts.mailboxFor(calls, nowMs);
  return {
    config: readConfig({
      ADMIN_KEY: adminKey,
      SIGNING_SECRET: 'the signing secret of the simulation',
      TEST_WEBHOOK_SECRET: webhookSecret,
      HOLD_SECONDS: String(plan.holdSeconds),
    }),
    db,
    replica: copies.near,
    copies,
    writer,
    mailbox: () => carts,
    queue: ground.queue,
    cache: createCache(ground, calls),
    clock: { nowMs },
    random: { bytes: chance.bytes },
    fetch: unreachable,
    outgoing: (request) => ground.receiver.outgoing(calls, request),
    background,
    sleep,
    timer: (ms) => ({ over: sleep(ms), stop: () => undefined }),
    log,
  };
}

const unreachable = () => Promise.reject(new Error('nothing is reachable from the simulation'));

function createCache({ faults }: Ground, calls: Calls): Platform['cache'] {
  const bodies = new Map<string, CachedBody>();
  return {
    near: (key) => bodies.get(key),
    get: (key) =>
      calls.make('cache', `get ${key}`, async () => {
        if (faults.happens('cache forgets')) bodies.delete(key);
        return bodies.get(key);
      }),
    put: (key, value) =>
      calls.make('cache', `put ${key}`, async () => {
        bodies.set(key, value);
      }),
  };
}
