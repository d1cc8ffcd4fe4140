import { makeStrong, startSqld } from '../../../scripts/sqld.ts';
import { endProcess } from '../../support/end-process.ts';
import { atEnd } from '../cleanup.ts';
import { processorSeconds } from '../machine.ts';
import { temporaryFolder } from '../server.ts';

/** One libSQL server with many databases, each durable for itself. */
export interface Namespaces {
  /** The address of one of them. */
  readonly urlOf: (name: string) => string;
  /** A new and empty one, or a copy of another. */
  readonly make: (name: string, from?: string) => Promise<void>;
  /** Processor time of the server until now, in seconds. */
  readonly processor: () => number;
}

export async function startNamespaces(): Promise<Namespaces> {
  const sqld = await startSqld(temporaryFolder(), { strong: true, namespaces: true });
  atEnd(() => endProcess(sqld.process));
  const { adminUrl = '' } = sqld;
  const { port } = new URL(sqld.url);
  return {
    urlOf: (name) => `http://${name}.localhost:${port}`,
    async make(name, from) {
      const path = from === undefined ? `${name}/create` : `${from}/fork/${name}`;
      const response = await fetch(`${adminUrl}/v1/namespaces/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      if (!response.ok) throw new Error(`${path} was answered ${await response.text()}`);
      // A copy does not take this over.
      await makeStrong(adminUrl, { namespace: name });
    },
    processor: () => processorSeconds(sqld.process.pid ?? 0),
  };
}
