// Replays real invoices against a running shop: `npm run replay -- FILE`. See docs/replay.md.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { createClient } from '@libsql/client';
import { checkInvariants } from './invariants/index.ts';
import { keptAdminKey } from './kept-admin-key.ts';
import { checkOutside } from './replay/check-outside.ts';
import { Complaint } from './complaint.ts';
import { showProgress } from './replay/progress.ts';
import { report } from './replay/report.ts';
import { replay } from './replay/run.ts';

const usage =
  'usage: npm run replay -- FILE [--limit N] [--concurrency N] [--url URL] [--database URL]\n' +
  '  FILE  invoices, one JSON object a line, plain or .gz (docs/replay.md says where to get them)';

const violationsShown = 50;
const dataDir = process.env['DATA_DIR'] || '.data';

interface Options {
  readonly file: string;
  readonly limit: number;
  readonly concurrency: number;
  readonly url: string;
  readonly database: string | undefined;
}

function readOptions(): Options {
  const options = {
    limit: { type: 'string', default: '1000000000' },
    concurrency: { type: 'string', default: '16' },
    url: { type: 'string', default: `http://127.0.0.1:${process.env['PORT'] || 8787}` },
    database: { type: 'string' },
  } as const;
  let parsed;
  try {
    parsed = parseArgs({ allowPositionals: true, options });
  } catch (error) {
    throw new Complaint(`${(error as Error).message}\n${usage}`);
  }
  const { values, positionals } = parsed;
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new Complaint(usage);
  const [limit, concurrency] = [Number(values.limit), Number(values.concurrency)];
  if (!(limit >= 1) || !(concurrency >= 1 && concurrency <= 256)) {
    throw new Complaint('--limit is a number from 1, --concurrency one from 1 to 256.');
  }
  if (!existsSync(file)) throw new Complaint(`There is no file ${file}.`);
  return { file, limit, concurrency, url: values.url, database: values.database };
}

/** Where the server's database can be read from here; undefined when it is somewhere else. */
function databaseUrl(given: string | undefined): string | undefined {
  if (given !== undefined) return given;
  const told = join(dataDir, 'database-url');
  if (existsSync(told)) return readFileSync(told, 'utf8').trim();
  const file = join(dataDir, 'kiosk.db');
  return existsSync(file) ? `file:${file}` : undefined;
}

async function mustBeUp(url: string, key: string): Promise<void> {
  let response: Response;
  try {
    const headers = { authorization: `Bearer ${key}` };
    response = await fetch(new URL('/v1/admin/inventory?limit=1', url), { headers });
  } catch {
    throw new Complaint(
      `No server answers at ${url}. Start one (npm run start:node -- --sample), or name it with --url.`,
    );
  }
  if (response.status === 401)
    throw new Complaint(`The server at ${url} does not know this admin key. Set ADMIN_KEY.`);
  if (!response.ok)
    throw new Complaint(
      `The server at ${url} answers ${response.status} to GET /v1/admin/inventory.`,
    );
}

async function run(): Promise<number> {
  const options = readOptions();
  const key = keptAdminKey();
  await mustBeUp(options.url, key);
  const say = (line: string) => console.log(line);
  const replayed = await replay({
    ...options,
    adminKey: key,
    say,
    progress: showProgress(process.stdout),
  });
  for (const line of report(replayed)) say(line);

  const gaps = replayed.balance.gaps();
  say(
    gaps.length === 0
      ? 'balance: every invoice and every line is accounted for'
      : 'balance: DOES NOT HOLD',
  );
  const outside = await checkOutside(replayed);
  say(`seen from outside: ${outside.length} violations`);
  const inside = await checkInside(options.database, say);
  const refused = replayed.balance.skippedInvoices
    .rows()
    .filter(([reason]) => reason.startsWith('refused'));
  const all = [
    ...gaps,
    ...outside,
    ...inside,
    ...refused.map(([reason, times]) => `${times} invoices ${reason}`),
  ];
  for (const each of all.slice(0, violationsShown)) console.error(`VIOLATION ${each}`);
  if (all.length > violationsShown) console.error(`and ${all.length - violationsShown} more`);
  return all.length === 0 ? 0 : 1;
}

async function checkInside(
  given: string | undefined,
  say: (line: string) => void,
): Promise<string[]> {
  const url = databaseUrl(given);
  if (url === undefined) {
    say('inside: not checked, since the database is not here (name it with --database)');
    return [];
  }
  const startedMs = performance.now();
  const client = createClient({ url });
  try {
    const violations = await checkInvariants(client);
    const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
    say(`inside ${url}: ${violations.length} violations, looked for in ${seconds} s`);
    return violations.map(
      ({ invariant, subject, detail }) => `${invariant}: ${subject}: ${detail}`,
    );
  } finally {
    client.close();
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Complaint ? `kiosk: ${error.message}` : error);
  process.exitCode = 1;
}
