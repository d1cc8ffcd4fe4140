import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { journey } from './journey.ts';
import { platformPromises } from './promises.ts';
import { aReceiver, type Receiver } from '../support/receiver.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { webhookPromises } from './webhooks.ts';

/** Everything that must hold on every runtime, through HTTP, against a server started as users start it. */
export function runtimeSuite(name: string, args: readonly string[]): void {
  describe(name, () => {
    let server: ServerProcess | undefined;
    let receiver: Receiver | undefined;
    const running = (): ServerProcess => {
      assert.ok(server, 'the server did not start');
      return server;
    };
    before(async () => {
      receiver = await aReceiver();
      server = await startServerProcess(args, { WEBHOOK_ALLOW: receiver.host });
    });
    after(async () => {
      await server?.stop();
    });

    test('a shopper and a merchant, from the first look to the refund', async () => {
      await journey(running());
    });
    platformPromises(running);
    webhookPromises(running, () => {
      assert.ok(receiver);
      return receiver;
    });
  });
}
