// `npm run smoke -- URL`: is what was deployed at URL up, migrated, connected and itself? It buys nothing: of its checks
// one writes, and that is the write probe. With SMOKE_KEY, an API key that may read, it looks at the work behind too.
// A new version takes a moment to be everywhere, so each check is tried for a while (SMOKE_SECONDS, 60).

import { readArguments } from './arguments.ts';
import { Complaint } from './complaint.ts';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface Check {
  readonly path: string;
  readonly what: string;
  readonly headers?: Record<string, string>;
  /** Answers what is wrong with the answer, if anything is. */
  readonly wrong: (answer: Answer) => string | undefined;
}

const ok = ({ status, text }: Answer) =>
  status === 200 ? undefined : `${status} ${text.slice(0, 200)}`;

const json = (says: (body: Record<string, unknown>) => boolean, what: string) => (answer: Answer) =>
  ok(answer) ??
  (says(JSON.parse(answer.text)) ? undefined : `${what}: ${answer.text.slice(0, 200)}`);

const checks = (key: string | undefined): readonly Check[] => [
  { path: '/health', what: 'the process is up', wrong: ok },
  { path: '/ready', what: 'the database is migrated and readable', wrong: ok },
  { path: '/ready/writes', what: 'the database can be written', wrong: ok },
  {
    path: '/v1/shop',
    what: 'the shop has no test payments',
    wrong: json(
      ({ payment_providers: providers }) =>
        Array.isArray(providers) && providers.every(({ id }) => id !== 'test'),
      'anybody could buy for nothing with the provider test',
    ),
  },
  {
    path: '/v1/products?limit=1',
    what: 'the catalog is served',
    wrong: json(({ data }) => Array.isArray(data), 'no list'),
  },
  { path: '/v1/search?q=smoke', what: 'search works', wrong: ok },
  {
    path: '/v1/carts/cart_00000000000000000000000000',
    what: 'a cart that is not there is a problem document',
    wrong: ({ status, headers, text }) =>
      status === 404 && headers.get('content-type')?.startsWith('application/problem+json')
        ? undefined
        : `${status} ${text.slice(0, 200)}`,
  },
  {
    path: '/v1/admin/orders',
    what: 'strangers see no orders',
    wrong: ({ status }) => (status === 401 ? undefined : `${status} instead of 401`),
  },
  { path: '/docs', what: 'the docs are served', wrong: ok },
  {
    path: '/openapi.json',
    what: 'the API document is served',
    wrong: json(({ openapi }) => typeof openapi === 'string', 'no API document'),
  },
  ...(key === undefined
    ? []
    : [
        {
          path: '/v1/admin/health',
          what: 'the work behind is looked at',
          headers: { authorization: `Bearer ${key}` },
          wrong: ok,
        },
      ]),
];

async function ask(url: string, { path, headers = {}, wrong }: Check): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(10_000);
    const response = await fetch(url + path, { headers, signal, redirect: 'manual' });
    return wrong({
      status: response.status,
      headers: response.headers,
      text: await response.text(),
    });
  } catch (error) {
    const { message, cause } = error as Error;
    return cause instanceof Error ? `${message}: ${cause.message}` : message;
  }
}

const usage = `usage: npm run smoke -- URL
SMOKE_KEY, an API key that may read, has the work behind looked at, too. SMOKE_SECONDS (60) is how long to try.`;

function readAddress(): string {
  try {
    const { positionals } = readArguments(usage, { allowPositionals: true });
    const [address = ''] = positionals;
    if (positionals.length !== 1 || !URL.canParse(address)) throw new Complaint(usage);
    return address.replace(/\/+$/, '');
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return process.exit(2);
  }
}

const url = readAddress();
const key = process.env['SMOKE_KEY'] || undefined;
const forSeconds = Number(process.env['SMOKE_SECONDS'] || 60);
const deadlineMs = Date.now() + forSeconds * 1_000;
const all = checks(key);
let good = 0;
for (const check of all) {
  let wrong = await ask(url, check);
  if (wrong !== undefined && Date.now() < deadlineMs)
    console.log(`… ${check.what} (${check.path}): tried for up to ${forSeconds} s`);
  while (wrong !== undefined && Date.now() < deadlineMs) {
    await new Promise((next) => setTimeout(next, 1_000));
    wrong = await ask(url, check);
  }
  console.log(`${wrong === undefined ? '✓' : '✗'} ${check.what} (${check.path})`);
  if (wrong === undefined) good += 1;
  else {
    console.error(`  ${wrong}`);
    process.exitCode = 1;
    // Nobody is there to answer the others.
    if (check.path === '/health') break;
  }
}
const unasked = key === undefined ? ' The work behind was not asked: that wants SMOKE_KEY.' : '';
console.log(`${good} of ${all.length} are well.${unasked}`);
