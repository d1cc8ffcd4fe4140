import type { Shop } from '../shop.ts';

/** An answer as it was given, for a bare handler to give again. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the server below adds by itself. */
const ofTheServer = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
]);

/** What the shop answers from its cache. */
export async function cachedAnswer(
  { url }: Shop,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<KeptAnswer> {
  await (await fetch(url + path, { headers })).arrayBuffer();
  const response = await fetch(url + path, { headers });
  const body = await response.text();
  const timing = response.headers.get('server-timing') ?? '';
  if (!timing.includes('desc=hit'))
    throw new Error(`${path} did not come from the cache: ${timing}`);
  const kept = [...response.headers].filter(([name]) => !ofTheServer.has(name));
  return { status: response.status, headers: Object.fromEntries(kept), body };
}
