import { verify } from '../../src/core/webhook-signature.ts';
import type { OutgoingAnswer, OutgoingRequest } from '../../src/platform/outgoing.ts';
import type { Calls } from './calls.ts';
import type { Faults } from './faults.ts';

export const receiverUrl = 'https://receiver.example/hook';

/** A merchant's own system: it hears of events, sometimes fails, and remembers what it has taken. */
export interface Receiver {
  /** What signs the messages; told when the endpoint is made. */
  secret: string | undefined;
  /** The ids of the events that it has taken. */
  readonly taken: Set<string>;
  /** Messages that it could not believe. */
  readonly doubtful: string[];
  /** How a process reaches it. */
  outgoing(calls: Calls, request: OutgoingRequest): Promise<OutgoingAnswer>;
}

export function createReceiver(faults: Faults): Receiver {
  const receiver: Receiver = {
    secret: undefined,
    taken: new Set(),
    doubtful: [],
    async outgoing(calls, request) {
      try {
        return await calls.make('outgoing', request.headers['webhook-id'] ?? '', async () => {
          if (faults.happens('receiver fails')) return { status: 503, retryAfter: null };
          take(request);
          return { status: 200, retryAfter: null };
        });
      } catch {
        return { failed: 'timeout', detail: 'no answer' };
      }
    },
  };

  function take({ url, headers, body }: OutgoingRequest): void {
    const event = JSON.parse(body) as { id: string };
    try {
      // Clocks differ: a message from a process that is ahead is no forgery.
      const sentMs = Number(headers['webhook-timestamp']) * 1_000;
      const id = verify(receiver.secret ?? '', new Headers(headers), body, sentMs);
      if (id !== event.id || url !== receiverUrl) receiver.doubtful.push(`${id} at ${url}`);
    } catch (error) {
      receiver.doubtful.push(`${event.id}: ${String(error)}`);
    }
    receiver.taken.add(event.id);
  }

  return receiver;
}
