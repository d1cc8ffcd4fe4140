import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { journey } from './journey.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

// The API in one Worker, queues and the timer in another: the code is the same, `wrangler dev -c … -c …` runs both.

describe('workers, the queues in a Worker of their own', () => {
  let server: ServerProcess | undefined;
  before(async () => {
    server = await startServerProcess(['scripts/dev.ts', '--split'], { LOG_LEVEL: 'debug' });
  });
  after(async () => {
    await server?.stop();
  });

  test('a shopper and a merchant, from the first look to the refund', async () => {
    assert.ok(server);
    await journey(server);
  });
});
