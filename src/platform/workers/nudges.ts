import { isPatient, type Message } from '../../core/message.ts';
import type { Environment } from './environment.ts';

type Queues = Pick<Environment, 'NUDGES' | 'WEBHOOKS'>;

/** The queue that a message goes to. */
export const queueOf = ({ NUDGES, WEBHOOKS }: Queues, { kind }: Message): Queue<Message> =>
  isPatient(kind) ? WEBHOOKS : NUDGES;

/** All shops of a deployment share its queues. */
export const ofShop = (message: Message, shop: string | undefined): Message =>
  shop === undefined ? message : { ...message, shop };

/** Sends a message for each piece of work of a shop that is due. */
export async function nudgeAll(
  environment: Queues,
  found: readonly Message[],
  shop: string | undefined,
): Promise<void> {
  for (const messages of Map.groupBy(found, ({ kind }) => isPatient(kind)).values()) {
    const [first] = messages;
    if (first)
      await queueOf(environment, first).sendBatch(
        messages.map((message) => ({ body: ofShop(message, shop) })),
      );
  }
}
