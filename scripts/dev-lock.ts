import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The process of `npm run dev` that uses a data folder, while it lives. */
export function holderOf(dataDir: string): number | undefined {
  const file = join(dataDir, 'dev.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8'));
  try {
    process.kill(pid, 0);
    return pid;
  } catch {
    // It was killed and could not clean up.
    return undefined;
  }
}

/** Two database servers over one folder would each believe to be alone. Answers how to let go. */
export function holdDataDir(dataDir: string): () => void {
  const holder = holderOf(dataDir);
  if (holder !== undefined) {
    throw new Error(
      `another npm run dev (pid ${holder}) uses ${dataDir}. Stop it, or give this one a folder and port of its own: DATA_DIR=.data2 PORT=8788 npm run dev`,
    );
  }
  const file = join(dataDir, 'dev.pid');
  writeFileSync(file, String(process.pid));
  return () => {
    for (const name of ['dev.pid', 'database-url']) rmSync(join(dataDir, name), { force: true });
  };
}
