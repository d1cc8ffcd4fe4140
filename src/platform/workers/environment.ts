import type { Message } from '../../core/message.ts';
import type { ActorObject } from './actor-object.ts';
import type { WriterObject } from './writer-object.ts';

/** The bindings of `wrangler.toml`, and the settings as strings. */
export interface Environment {
  readonly CARTS: DurableObjectNamespace<ActorObject>;
  readonly WRITERS: DurableObjectNamespace<WriterObject>;
  readonly NUDGES: Queue<Message>;
  /** Nudges of work that waits for strangers. */
  readonly WEBHOOKS: Queue<Message>;
  /** Absent where `wrangler.toml` names none: then there is no brake. */
  readonly BRAKE?: RateLimit;
  readonly MONEY_BRAKE?: RateLimit;
  readonly DATABASE_URL: string;
  readonly DATABASE_REPLICA_URL?: string;
  readonly DATABASE_AUTH_TOKEN?: string;
}

/** The settings among the bindings: whatever is a string. */
export function settingsOf(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
