import { timingSafeEqual } from 'node:crypto';
import { sha256 } from '../core/digest.ts';
import { ConfigError } from '../platform/config.ts';
import type { Telemetry } from '../platform/server/observe/telemetry.ts';
import type { Runtime } from './server.ts';

export type Watching = Telemetry & { readonly metricsUrl: string | undefined };

/** What watches this process, where the settings ask for it; else nothing of it is even loaded. */
export async function watchProcess({
  environment,
  listen,
}: Runtime): Promise<Watching | undefined> {
  const { METRICS_PORT: port, METRICS_TOKEN: token } = environment;
  const host = environment['METRICS_HOST'] || '127.0.0.1';
  const sends = ['', '_TRACES', '_METRICS'].some(
    (signal) => environment[`OTEL_EXPORTER_OTLP${signal}_ENDPOINT`],
  );
  if (!port && !sends && environment['OTEL_DENO'] !== 'true') return undefined;
  const { createTelemetry } = await import('../platform/server/observe/telemetry.ts');
  const telemetry = await createTelemetry(environment);
  if (!port) return { ...telemetry, metricsUrl: undefined };
  const fetch = (request: Request) => answer(request, telemetry, token || undefined);
  const listening = await listen({ fetch, host, port: portOf(port) });
  return { ...telemetry, metricsUrl: `http://${host}:${listening.port}/metrics` };
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new ConfigError(`METRICS_PORT must be a number from 0 to 65535, not ${text}.`);
}

async function answer(
  { url, method, headers }: Request,
  telemetry: Telemetry,
  token: string | undefined,
): Promise<Response> {
  const { pathname } = new URL(url);
  // A worker has no other port: whoever looks after processes asks here whether it is frozen.
  if (pathname === '/health') return Response.json({ status: 'ok' });
  if (pathname !== '/metrics' || method !== 'GET') return new Response(null, { status: 404 });
  if (token !== undefined && !isSame(headers.get('authorization') ?? '', `Bearer ${token}`))
    return new Response(null, { status: 401, headers: { 'www-authenticate': 'Bearer' } });
  return new Response(await telemetry.metrics(), {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  });
}

const isSame = (given: string, wanted: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(wanted)));
