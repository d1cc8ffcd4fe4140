import { isPatient, type Message } from '../../core/message.ts';
import type { Environment } from './environment.ts';

type Queues = Pick<Environment, 'NUDGES' | 'WEBHOOKS'>;

/** The queue that a message goes to. */
export const queueOf = ({ NUDGES, WEBHOOKS }: Queues, { kind }: Message): Queue<Message> =>
  isPatient(kind) ? WEBHOOKS : NUDGES;

/** Sends a message for each piece of work that is due. */
export async function nudgeAll(environment: Queues, found: readonly Message[]): Promise<void> {
  for (const messages of Map.groupBy(found, ({ kind }) => isPatient(kind)).values()) {
    const [first] = messages;
    if (first) await queueOf(environment, first).sendBatch(messages.map((body) => ({ body })));
  }
}
