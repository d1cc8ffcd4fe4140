import type { Client } from '@libsql/client';
import { ShopError } from '../../src/core/error.ts';
import { readConfig } from '../../src/platform/config.ts';
import { openDatabase, openDatabases } from '../../src/platform/server/database.ts';
import { serverPlatform } from '../../src/platform/server/platform.ts';
import { silentQueue } from '../../src/platform/server/worker.ts';
import type { WriteClient, Writer } from '../../src/db/writer.ts';
import { atEnd } from './cleanup.ts';
import { sendInTurns } from './load-pace.ts';
import type { Work } from './writer-commands.ts';

/** The writer of a Node process, and the batches that leave it. */
export interface DrivenWriter {
  readonly writer: Writer;
  readonly client: Client;
  batches: number;
}

export function openWriter(url: string): DrivenWriter {
  const client = openDatabase(url, undefined);
  const { writing, inFlightMax, primary, close } = openDatabases(
    { url, replicaUrl: undefined, authToken: undefined },
    () => undefined,
  );
  atEnd(() => {
    client.close();
    close();
  });
  const driven = { client, batches: 0 };
  const counted: WriteClient = {
    batch: (...given) => {
      driven.batches += 1;
      return writing.batch(...given);
    },
  };
  const { writer } = serverPlatform({
    config: { ...readConfig({}), adminKey: undefined },
    writing: counted,
    inFlightMax,
    db: primary,
    actors: {} as never,
    queue: silentQueue,
    log: () => undefined,
  });
  return Object.assign(driven, { writer });
}

export interface Driven {
  readonly perSecond: number;
  readonly groupSize: number;
  readonly outcomes: Readonly<Record<string, number>>;
}

const codeOf = (error: unknown): string =>
  error instanceof ShopError ? error.code : String(error);

/** So many callers, each with its next piece of work when its last is done. */
export async function drive(
  driven: DrivenWriter,
  works: readonly Work[],
  callers: number,
): Promise<Driven> {
  const outcomes: Record<string, number> = {};
  const before = driven.batches;
  const startedMs = performance.now();
  await sendInTurns(works.length, callers, async (index) => {
    // A writer that turns work away is part of what is measured.
    const outcome = await works[index]?.(driven.writer).catch(codeOf);
    if (outcome !== undefined) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  });
  const seconds = (performance.now() - startedMs) / 1_000;
  return {
    perSecond: works.length / seconds,
    groupSize: works.length / (driven.batches - before),
    outcomes,
  };
}
