import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { holderOf } from './dev-lock.ts';
import { root } from './root.ts';

// `npm run reset`: forgets all local state. The admin key goes with it.
const dataDir = resolve(process.env['DATA_DIR'] || join(root, '.data'));
const holder = holderOf(dataDir);
if (holder !== undefined) {
  console.error(`kiosk: npm run dev (pid ${holder}) uses ${dataDir}. End it with Ctrl-C first.`);
  process.exit(1);
}
for (const name of [
  'sqld',
  'wrangler',
  'kiosk.db',
  'kiosk.db-wal',
  'kiosk.db-shm',
  'admin-key',
  'database-url',
]) {
  rmSync(join(dataDir, name), { recursive: true, force: true });
}
console.log(`Local state in ${dataDir} is gone. The next start begins anew.`);
