import type { Cluster } from './cluster.ts';
import type { Faults } from './faults.ts';
import { type Answer, type Ask, type History, isDefinite, type Json, type Try } from './history.ts';
import { adminKey } from './platform.ts';
import { type Life, network, type World } from './world.ts';

/** A client of the shop, as a careful one is written: what got no clear answer is asked again. */
export interface Client {
  /** One try; undefined when no answer came. */
  once(ask: Ask): Promise<Answer | undefined>;
  /** Tries until the answer is definite, with the same key; undefined when it gives up. */
  insist(ask: Ask, tries?: number): Promise<Answer | undefined>;
}

const origin = 'https://shop.example';

/** The longest that a request may take, and a little on top. */
const patienceMs = 12_000;

interface Parts {
  readonly world: World;
  readonly faults: Faults;
  readonly cluster: Pick<Cluster, 'pick'>;
  readonly history: History;
}

export function createClient({ world, faults, cluster, history }: Parts): Client {
  async function exchange(ask: Ask): Promise<Answer | undefined> {
    await world.pause(network, `${ask.method} ${ask.path}`, world.chance.wait(2));
    const fate = faults.fate('http');
    if (fate === 'lost') return undefined;
    const response = await cluster.pick().serve(toRequest(ask));
    if (!response || fate === 'answer lost') return undefined;
    const text = await response.text();
    await world.pause(network, `${response.status} ${ask.method} ${ask.path}`, 1);
    if (fate !== 'works') return undefined;
    world.trace.note(`  ${text}`);
    return toAnswer(response, text);
  }

  async function once(ask: Ask): Promise<Answer | undefined> {
    const tried: Try = { ask, sentAt: world.steps(), answeredAt: undefined, answer: undefined };
    history.tries.push(tried);
    const waitMs = faults.happens('client impatient') ? world.chance.wait(300) : patienceMs;
    const patience: Life = { ...network };
    const hangUp = world.pause(patience, 'hangs up', waitMs).then(() => undefined);
    const answer = await Promise.race([exchange(ask), hangUp]);
    patience.dead = true;
    tried.answer = answer;
    tried.answeredAt = answer && world.steps();
    if (answer && answer.status === 500)
      history.surprises.push(`${ask.method} ${ask.path} answered ${answer.text}`);
    return answer;
  }

  return {
    once,
    async insist(ask, tries = 6) {
      for (let tried = 0; tried < tries; tried += 1) {
        const answer = await once(ask);
        if (answer && isDefinite(answer)) return answer;
        await world.pause(network, 'waits', world.chance.wait(1_000) * (tried + 1));
      }
      return undefined;
    },
  };
}

function toRequest({ method, path, body, key, bearer, ifMatch, consistency, ...ask }: Ask) {
  const headers = new Headers(ask.headers);
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (key !== undefined) headers.set('idempotency-key', key);
  if (bearer !== undefined)
    headers.set('authorization', `Bearer ${bearer === 'admin' ? adminKey : bearer}`);
  if (ifMatch !== undefined) headers.set('if-match', `"${ifMatch}"`);
  if (consistency !== undefined) headers.set('consistency-token', consistency);
  return new Request(new URL(path, origin), {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function toAnswer(response: Response, text: string): Answer {
  const json = (response.headers.get('content-type') ?? '').includes('json');
  return {
    status: response.status,
    text,
    body: (json && text ? JSON.parse(text) : {}) as Json,
    replayed: response.headers.has('idempotency-replayed'),
    consistency: response.headers.get('consistency-token') ?? undefined,
  };
}
