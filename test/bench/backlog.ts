import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '@libsql/client';
import { startNode, temporaryFolder } from './server.ts';
import type { Row } from './table.ts';

const nudges = 1_000_000;
const watchedSeconds = 10;

/** A process with a million pieces of due work in its database, beside one with none. */
export async function benchBacklog(say: (line: string) => void): Promise<Row[]> {
  const dataDir = temporaryFolder();
  const first = await startNode({ dataDir });
  await first.stop();
  const client = createClient({ url: first.databaseUrl });
  // Of orders that are not there: looked at, found to need nothing, done.
  await client.execute({
    sql: `INSERT INTO due(kind, id, at) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
      SELECT 'order', printf('ord_%026d', i), i FROM n`,
    args: [nudges],
  });
  const left = async () =>
    Number((await client.execute('SELECT count(*) AS n FROM due')).rows[0]?.['n']);
  const [full, empty] = await Promise.all([startNode({ dataDir }), startNode()]);
  const before = full.resident();
  let most = before;
  for (let second = 1; second <= watchedSeconds; second += 1) {
    await pause(1_000);
    most = Math.max(most, full.resident());
  }
  const swept = nudges - (await left());
  client.close();
  const idle = empty.resident();
  say(`${swept} nudges worked off in ${watchedSeconds} s`);
  return [
    {
      section: 'backlog',
      name: 'memory with a million nudges waiting, against none',
      measured: `${most.toFixed(0)} MiB`,
      floor: `${idle.toFixed(0)} MiB`,
      ratio: most / idle,
      target: { atMost: 1.5 },
      notes: [
        `${before.toFixed(0)} MiB at its start, at most ${most.toFixed(0)} MiB while working off ${swept}`,
      ],
    },
  ];
}
