import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../src/core/digest.ts';
import { everyStatement } from '../test/support/every-statement.ts';
import { recordedIn } from '../test/support/old-code.ts';
import { root } from './root.ts';

// `npm run release-migrations`, once a release: from now on its migrations never change, and the next release
// has to leave its code able to run.
const folder = join(root, 'migrations');
const releasedIn = join(folder, 'released.json');
const released = JSON.parse(readFileSync(releasedIn, 'utf8')) as Record<string, string>;
const now = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => [file, sha256(readFileSync(join(folder, file), 'utf8'))]),
);
const changed = Object.keys(released).filter((file) => released[file] !== now[file]);
if (changed.length > 0) {
  console.error(`kiosk: ${changed.join(', ')} was released and never changes. Add another one.`);
  process.exit(1);
}
const { statements } = await everyStatement();
const texts = [...new Set(statements.map(({ sql }) => sql))].toSorted();
writeFileSync(join(root, recordedIn), `${JSON.stringify(texts, null, 2)}\n`);
writeFileSync(releasedIn, `${JSON.stringify(now, null, 2)}\n`);
const added = Object.keys(now).length - Object.keys(released).length;
console.log(
  `${added} more migrations are released, with ${texts.length} statements of their code.`,
);
// What received its webhooks would wait for more.
process.exit(0);
