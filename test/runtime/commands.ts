import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/root.ts';

type Command = 'backup' | 'restore' | 'migrate' | 'database-keys' | 'shops';

/** Runs `npm run COMMAND -- ARGS` for a database: its exit code and what it said. */
const run = (command: Command, url: string, ...args: string[]) =>
  runWith({}, command, url, ...args);

/** The same with other settings. */
export async function runWith(
  settings: Record<string, string>,
  command: Command,
  url: string,
  ...args: string[]
) {
  const script = join(root, 'scripts/run.mjs');
  const child = spawn(process.execPath, [script, `scripts/${command}.ts`, ...args], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url, ...settings },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
}

export async function succeed(...args: Parameters<typeof run>): Promise<string> {
  const { code, said } = await run(...args);
  assert.equal(code, 0, said);
  return said;
}

export async function fail(pattern: RegExp, ...args: Parameters<typeof run>): Promise<void> {
  const { code, said } = await run(...args);
  assert.equal(code, 1, said);
  assert.match(said, pattern);
}
