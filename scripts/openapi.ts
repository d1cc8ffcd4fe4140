// Writes the API document and the types of the client that are made of it. With --check nothing is
// written: it fails when either is not what the code says now.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { everyOperation } from '../src/app.ts';
import { openApiDocument } from '../src/http/openapi.ts';
import type { Exchange } from '../src/http/openapi-responses.ts';
import { Event } from '../src/shop/webhooks/contract.ts';
import { walk } from '../test/support/documented.ts';

const operations = await everyOperation();

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
};

/** The examples of answers are real ones, so they are asked for. */
async function exchanges(): Promise<Record<string, Exchange>> {
  const made: Record<string, Exchange> = {};
  for (const operation of operations) {
    const { id, status = 200 } = operation.spec;
    try {
      const { answer, exchange } = await walk(operation, operations);
      if (answer.status !== status) throw new Error(`answered ${answer.status}: ${answer.text}`);
      made[id] = exchange;
    } catch (error) {
      console.error(
        `the example of ${id} does not work: ${error instanceof Error ? error.message : error}`,
      );
      process.exitCode = 1;
    }
  }
  return made;
}

const isExample = (key: string) => key === 'example' || key === 'examples';

const made = await exchanges();
const log = made['listEvents']?.answer as { data: unknown[] } | undefined;
const event = { schema: Event, example: log?.data[0] };
const whole = openApiDocument(operations, { version, exchanges: made, event });
const document = `${JSON.stringify(whole, null, 2)}\n`;
// Examples would be most of the types' comments, and say nothing that the document does not.
const bare = JSON.stringify(JSON.parse(document), (key, value: unknown) =>
  isExample(key) ? undefined : value,
);
const types = astToString(await openapiTS(bare, { defaultNonNullable: false }));
const files = { 'public/openapi.json': document, 'examples/api.d.ts': types };

for (const [path, text] of Object.entries(files)) {
  const full = join(root, path);
  if (!process.argv.includes('--check')) writeFileSync(full, text);
  else if (readFileSync(full, 'utf8') !== text) {
    console.error(`${path} is not current: run npm run openapi`);
    process.exitCode = 1;
  }
}
