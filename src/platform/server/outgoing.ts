import { lookup } from 'node:dns/promises';
import { Agent as HttpAgent, type RequestOptions, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import type { Reach } from '../../core/network.ts';
import {
  destinationOf,
  type OutgoingAnswer,
  type OutgoingRequest,
  type Resolve,
  responseBytesMax,
} from '../outgoing.ts';

/** The addresses of a name as the system resolves it: hosts file, search domains and all. */
const systemResolve: Resolve = async (name) =>
  (await lookup(name, { all: true })).map(({ address }) => address);

/** Idle connections end soon, so that a check of the name's addresses does not hold for ever. */
const idleMs = 5_000;

/**
 * Outgoing requests of a Node or Deno process. Not `fetch`, because the connection must go to the very
 * addresses that were checked: asked again, a name may answer another one.
 */
export function createOutgoing(reach: Reach, resolve: Resolve = systemResolve) {
  const agents = {
    'http:': new HttpAgent({ keepAlive: true, timeout: idleMs }),
    'https:': new HttpsAgent({ keepAlive: true, timeout: idleMs }),
  };
  return async (outgoing: OutgoingRequest): Promise<OutgoingAnswer> => {
    const signal = AbortSignal.timeout(outgoing.timeoutMs);
    const timedOut = new Promise<OutgoingAnswer>((done) => {
      const detail = `No answer within ${outgoing.timeoutMs / 1_000} s.`;
      signal.addEventListener('abort', () => done({ failed: 'timeout', detail }), { once: true });
    });
    const answered = destinationOf(outgoing.url, { reach, resolve }).then(async (to) => {
      if ('failed' in to) return to;
      const url = new URL(outgoing.url);
      const secure = url.protocol === 'https:';
      const options: RequestOptions = {
        method: 'POST',
        headers: { ...outgoing.headers, 'content-length': Buffer.byteLength(outgoing.body) },
        agent: agents[secure ? 'https:' : 'http:'],
        signal,
        ...(to.addresses.length > 0 ? { lookup: pinnedTo(to.addresses) } : {}),
      };
      return await send(secure ? httpsRequest : httpRequest, { url, options, body: outgoing.body });
    });
    return await Promise.race([answered, timedOut]);
  };
}

/** Answers a connection's question for the name's address with those that were checked. */
function pinnedTo(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_name, options, answer) => {
    const [first] = found;
    if (options.all) answer(null, found);
    else answer(null, first?.address ?? '', first?.family ?? 4);
  };
}

function send(
  request: typeof httpRequest,
  { url, options, body }: { url: URL; options: RequestOptions; body: string },
): Promise<OutgoingAnswer> {
  return new Promise((done) => {
    const sending = request(url, options, (response) => {
      let read = 0;
      response.on('data', (chunk: Buffer) => {
        read += chunk.byteLength;
        if (read > responseBytesMax) response.destroy();
      });
      response.on('error', () => undefined);
      done({
        status: response.statusCode ?? 0,
        retryAfter: response.headers['retry-after'] ?? null,
      });
    });
    sending.on('error', (error) => done({ failed: 'unreachable', detail: reasonOf(error) }));
    sending.end(body);
  });
}

/** Codes of the system, such as ECONNREFUSED, and not whatever text a driver has for them. */
const reasonOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string'
    ? `The connection failed (${error.code}).`
    : 'The connection failed.';
