import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { journey } from './journey.ts';
import { headPromises, oddRequests } from './odd-requests.ts';
import { platformPromises } from './promises.ts';
import { aReceiver, type Receiver } from '../support/receiver.ts';
import { startStripeStandIn, type StripeStandIn } from '../support/stripe-stand-in.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { stripeOrders } from './stripe.ts';
import { webhookPromises } from './webhooks.ts';

/** Everything that must hold on every runtime, through HTTP, against a server started as users start it. */
export function runtimeSuite(name: string, args: readonly string[]): void {
  describe(name, () => {
    let server: ServerProcess | undefined;
    let receiver: Receiver | undefined;
    let stripe: StripeStandIn | undefined;
    const running = (): ServerProcess => {
      assert.ok(server, 'the server did not start');
      return server;
    };
    before(async () => {
      receiver = await aReceiver();
      stripe = await startStripeStandIn();
      server = await startServerProcess(args, {
        WEBHOOK_ALLOW: receiver.host,
        ...stripe.environment,
      });
    });
    after(async () => {
      await server?.stop();
      await stripe?.close();
    });

    test('a shopper and a merchant, from the first look to the refund', async () => {
      await journey(running());
    });
    test('orders paid with Stripe, against a stand-in', async () => {
      assert.ok(stripe);
      await stripeOrders(running(), stripe);
    });
    platformPromises(running);
    headPromises(running);
    if (name !== 'workers') oddRequests(running);
    webhookPromises(running, () => {
      assert.ok(receiver);
      return receiver;
    });
  });
}
