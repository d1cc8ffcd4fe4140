import type { ClaimRecord } from '../../src/db/commands.ts';
import type { AnyActor } from '../../src/platform/server/platform.ts';
import type { Mailbox } from '../../src/platform/platform.ts';
import type { Calls } from './calls.ts';

/** Where actors live when they live outside of the processes, as Durable Objects do. */
export interface ObjectHome {
  mailboxFor(calls: Calls, nowMs: () => number): Mailbox;
}

/**
 * One object an id, the same for every process. A turn is taken on the stored state, which went through
 * text since the last one: an object that was evicted in between is in no other position.
 */
export function createObjectHome(actor: AnyActor): ObjectHome {
  const stored = new Map<string, string>();
  const answers = new Map<string, ClaimRecord>();
  const load = (id: string): unknown => {
    const text = stored.get(id);
    return text === undefined ? null : JSON.parse(text);
  };
  return {
    mailboxFor: (calls, nowMs) => ({
      send: (id, command) =>
        calls.make('mailbox', `send ${id}`, async () => {
          const before = load(id);
          const sent: unknown = JSON.parse(JSON.stringify(command));
          const { state, reply } = actor.turn(before, sent, nowMs());
          if (state !== before) stored.set(id, JSON.stringify(state));
          return JSON.parse(JSON.stringify(reply)) as unknown;
        }),
      peek: (id) => calls.make('mailbox', `peek ${id}`, async () => load(id)),
      answers: (id) => ({
        find: (key) =>
          calls.make('mailbox', `find answer ${id}`, async () => answers.get(`${id} ${key}`)),
        keep: ({ key, fingerprint, status, body }, keptAtMs) =>
          calls.make('mailbox', `keep answer ${id}`, async () => {
            const name = `${id} ${key}`;
            const known = answers.get(name);
            if (known && known.fingerprint !== fingerprint) return undefined;
            if (!known)
              answers.set(name, { fingerprint, status, body, ref: null, createdAt: keptAtMs });
            return { status: known?.status ?? status, body: known?.body ?? body };
          }),
      }),
    }),
  };
}
