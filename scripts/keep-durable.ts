import { createServer } from 'node:http';

// Keeps a libSQL server writing each commit to disk before it acknowledges it: that setting is made through its admin
// port and forgotten when it restarts. For deployments (deploy/); runs beside the primary until a signal ends it.
//   SQLD_ADMIN_URL  http://host:5000      SQLD_ADMIN_KEY  its LIBSQL_ADMIN_AUTH_KEY
//   PORT            answers 200 here while the setting is known to be made, else 503

const pauseMs = 1_000;
const patienceMs = 2_000;
const config = new URL('/v1/namespaces/default/config', process.env['SQLD_ADMIN_URL']);
const headers = {
  authorization: `basic ${process.env['SQLD_ADMIN_KEY'] ?? ''}`,
  'content-type': 'application/json',
};

async function ask(init: RequestInit = {}): Promise<Response> {
  const response = await fetch(config, {
    ...init,
    headers,
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!response.ok) throw new Error(`the admin port answered ${response.status}`);
  return response;
}

async function look(): Promise<'as it was' | 'made'> {
  const now = (await (await ask()).json()) as Record<string, unknown>;
  if (now['durability_mode'] === 'strong') return 'as it was';
  // What else is configured stays: a block of writes during a restore is somebody's will.
  const wanted = { txn_timeout_s: 5, ...now, durability_mode: 'strong' };
  await ask({ method: 'POST', body: JSON.stringify(wanted) });
  return 'made';
}

let durable = false;
const server = createServer((_request, response) => {
  response.writeHead(durable ? 200 : 503).end();
});
server.listen(Number(process.env['PORT'] || 8788), process.env['HOST'] || '127.0.0.1');

let complaint = '';
for (;;) {
  try {
    if ((await look()) === 'made') console.log('Each commit is now written to disk.');
    durable = true;
    complaint = '';
  } catch (error) {
    durable = false;
    const said = error instanceof Error ? error.message : String(error);
    if (said !== complaint)
      console.error(`kiosk: the libSQL server is not known to be durable: ${said}`);
    complaint = said;
  }
  await new Promise((next) => setTimeout(next, pauseMs));
}
