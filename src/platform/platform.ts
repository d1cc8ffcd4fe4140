import type { Message } from '../core/message.ts';
import type { Timer } from '../core/timer.ts';
import type { Answers } from '../db/commands.ts';
import type { Copies } from '../db/copies.ts';
import type { ReadDatabase } from '../db/read.ts';
import type { Writer } from '../db/writer.ts';
import type { Config } from './config.ts';
import type { Observe } from './observe.ts';
import type { OutgoingAnswer, OutgoingRequest } from './outgoing.ts';

/** What a runtime lends us. Each implementation keeps these promises; nothing else is asked of one. */
export interface Platform {
  readonly config: Config;
  /** The primary, for reading only: money and stock are bound on it. */
  readonly db: ReadDatabase;
  /** The nearest copy, for reading only. It may lag; never read it before money or stock is bound. */
  readonly replica: ReadDatabase;
  /** The copies of the database by what a read can be content with; `replica` is the nearest of them. */
  readonly copies: Copies;
  /** The only way to write. */
  readonly writer: Writer;
  /** Actors of a kind: one turn at a time for each id, state saved before the reply is given. */
  mailbox(kind: ActorKind): Mailbox;
  readonly queue: Queue;
  /** Bodies that may be forgotten at any time, kept apart from every other deployment's. */
  readonly cache: Cache;
  readonly clock: { nowMs(): number };
  /** Cryptographically strong random bytes. */
  readonly random: { bytes(count: number): Uint8Array };
  /** An outgoing request to where the operator's settings point, such as a payment provider. */
  readonly fetch: typeof globalThis.fetch;
  /** A request to a URL that somebody gave us. Never leads inside, follows no redirect, does not throw. */
  outgoing(request: OutgoingRequest): Promise<OutgoingAnswer>;
  /** Lets `work` go on after the reply; it may be cut short, so nothing may depend on its end. */
  background(work: Promise<unknown>): void;
  /** Waits. Only for bounded pauses inside one request. */
  sleep(ms: number): Promise<void>;
  /** A pause that most often is not needed to its end. */
  timer(ms: number): Timer;
  readonly log: Log;
  /** Who watches; absent where nobody does. */
  readonly observe?: Observe | undefined;
  /** The address at the other end of the connection. Absent where limits are off, or for our own requests. */
  readonly peer?: string | undefined;
  /** The bytes of headers that are let in, where the runtime does not see to that by itself. */
  readonly headersMax?: number | undefined;
  /** A coarse limit beyond this process, where the runtime has one. Absent: there is none. */
  readonly brake?: Brake | undefined;
}

/** `money` for what tries cards and codes. A refusal says how long to wait; it does not throw. */
export interface Brake {
  (kind: 'any' | 'money', key: string): Promise<BrakeRefusal | undefined>;
}

export interface BrakeRefusal {
  readonly limit: number;
  readonly windowSeconds: number;
}

export type ActorKind = 'cart';

export interface Mailbox {
  /** Takes a turn; resolves when the new state is durable. */
  send(id: string, command: unknown): Promise<unknown>;
  /**
   * The state as saved, without a turn; null when there is none.
   * @param db where it is looked for, if its home is the database: what binds nothing may outlive the primary
   */
  peek(id: string, db: ReadDatabase): Promise<unknown>;
  /** Answers under an Idempotency-Key, kept beside the actor; absent where they are better in the database. */
  answers?(id: string): Answers;
}

export interface Queue {
  /** At least once, in any order, perhaps never: the row in `due` is the truth. Does not throw. */
  send(message: Message, options?: { delaySeconds?: number }): Promise<void>;
}

export interface CachedBody {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly storedAtMs: number;
  /** How new the snapshot was that it was made of (`cache_versions`). */
  readonly version: number;
  /** That there is no such thing, by the code that says so. */
  readonly problem?: string;
}

export interface Cache {
  /** What lies in this process. */
  near(key: string): CachedBody | undefined;
  /** The newest body that is found; one of at least `version` if there is any. */
  get(key: string, version: number): Promise<CachedBody | undefined>;
  put(key: string, value: CachedBody, ttlSeconds: number): Promise<void>;
  /**
   * A body of at least this version from the part of the deployment that makes them for all locations and
   * keeps them; undefined where that part cannot, absent where there is none. Does not throw.
   */
  far?(asked: AskedBody): Promise<CachedBody | undefined>;
}

export interface AskedBody {
  /** Path and parameters: a request that makes the body. */
  readonly key: string;
  readonly version: number;
  readonly ttlSeconds: number;
  /** The scopes of `cache_versions` that it shows. */
  readonly scopes: readonly string[];
}

export interface Log {
  (
    level: 'debug' | 'info' | 'warn' | 'error',
    event: string,
    fields?: Record<string, unknown>,
  ): void;
}
