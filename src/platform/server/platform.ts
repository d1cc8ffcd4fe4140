import type { Actor } from '../../core/actor.ts';
import type { Timer } from '../../core/timer.ts';
import { type Copies, onlyCopy } from '../../db/copies.ts';
import type { ReadDatabase } from '../../db/read.ts';
import { createWriter, type WriteClient, type WriterWatch } from '../../db/writer.ts';
import type { Config } from '../config.ts';
import type { ActorKind, Log, Mailbox, Platform, Queue } from '../platform.ts';
import { createMemoryCache } from '../memory-cache.ts';
import { type Resolve, reachOf } from '../outgoing.ts';
import { createMailbox } from './mailbox.ts';
import { createOutgoing } from './outgoing.ts';

// oxlint-disable-next-line no-explicit-any -- an actor of any state, command and reply
export type AnyActor = Actor<any, any, any>;

interface Parts {
  readonly config: Config;
  /** Only the writer writes through it. */
  readonly writing: WriteClient;
  /** Groups on their way to it at once, when it is far. */
  readonly inFlightMax?: number;
  readonly db: ReadDatabase;
  /** The copies of the database; the database itself if left out. */
  readonly copies?: Copies;
  readonly actors: Readonly<Record<ActorKind, AnyActor>>;
  readonly queue: Queue;
  readonly log: Log;
  readonly nowMs?: () => number;
  /** Who watches the writer, if anybody does. */
  readonly watch?: WriterWatch | undefined;
  /** How names of outgoing requests are resolved; the system's way if left out. */
  readonly resolve?: Resolve;
}

const poolBytes = 4_096;

/** Random bytes by the page: asking the system costs the same for sixteen of them as for thousands. */
function pooledRandom(): Platform['random']['bytes'] {
  const pool = new Uint8Array(poolBytes);
  let used = poolBytes;
  return (count) => {
    if (count > poolBytes) return crypto.getRandomValues(new Uint8Array(count));
    if (used + count > poolBytes) {
      crypto.getRandomValues(pool);
      used = 0;
    }
    used += count;
    return pool.slice(used - count, used);
  };
}

function timerOf(ms: number): Timer {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  // A pause must not keep a process alive that has nothing else to do.
  if (typeof timer === 'object') timer.unref();
  return { over, stop: () => clearTimeout(timer) };
}

/** The platform of a Node or Deno process. */
export function serverPlatform(parts: Parts): Platform {
  const clock = { nowMs: parts.nowMs ?? (() => Date.now()) };
  const sleep = (ms: number) => timerOf(ms).over;
  const writer = createWriter(parts.writing, {
    nowMs: clock.nowMs,
    sleep,
    random: () => Math.random(),
    yieldTurn: () => new Promise((resolve) => void setImmediate(resolve)),
    inFlightMax: parts.inFlightMax ?? 1,
    ...(parts.watch ? { watch: parts.watch } : {}),
  });
  const nonce = () => Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
  const { db, copies = onlyCopy(db) } = parts;
  const mailboxes = new Map<ActorKind, Mailbox>();
  for (const [kind, actor] of Object.entries(parts.actors) as [ActorKind, AnyActor][]) {
    mailboxes.set(kind, createMailbox(actor, { db, writer, nowMs: clock.nowMs, sleep, nonce }));
  }
  return {
    config: parts.config,
    db,
    replica: copies.near,
    copies,
    writer,
    mailbox(kind) {
      const found = mailboxes.get(kind);
      if (!found) throw new Error(`no actor ${kind}`);
      return found;
    },
    queue: parts.queue,
    cache: createMemoryCache(),
    clock,
    random: { bytes: pooledRandom() },
    fetch: (input, init) => fetch(input, init),
    outgoing: createOutgoing(reachOf(parts.config), parts.resolve),
    background(work) {
      work.catch((error: unknown) =>
        parts.log('warn', 'background.failed', { error: String(error) }),
      );
    },
    sleep,
    timer: timerOf,
    log: parts.log,
  };
}
