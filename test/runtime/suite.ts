import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { journey } from './journey.ts';
import { platformPromises } from './promises.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

/** Everything that must hold on every runtime, through HTTP, against a server started as users start it. */
export function runtimeSuite(name: string, args: readonly string[]): void {
  describe(name, () => {
    let server: ServerProcess | undefined;
    const running = (): ServerProcess => {
      assert.ok(server, 'the server did not start');
      return server;
    };
    before(async () => {
      server = await startServerProcess(args);
    });
    after(async () => {
      await server?.stop();
    });

    test('a shopper and a merchant, from the first look to the refund', async () => {
      await journey(running());
    });
    platformPromises(running);
  });
}
