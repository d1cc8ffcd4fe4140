import { randomText } from '../core/id.ts';
import type { Copies } from './copies.ts';
import { rows } from './read.ts';
import { statement } from './sql.ts';
import type { Writer } from './writer.ts';

interface Asker {
  readonly config: { readonly signingSecret: string | undefined };
  readonly copies: Copies;
  readonly writer: Writer;
  readonly random: { bytes(count: number): Uint8Array };
}

/** What is made once for a database and kept in it. */
export interface Installation {
  /** What order tokens, cursors and consistency tokens are signed with. */
  readonly signingSecret: string;
  /** Names this life of the database: restoring a backup begins another one, whose log starts again. */
  readonly epoch: string;
}

/** Remembered for each installation: it never changes under a process. */
const remembered = new WeakMap<Asker['config'], Installation>();

export async function installation(asker: Asker): Promise<Installation> {
  const known = remembered.get(asker.config);
  if (known) return known;
  const made = await readOrMake(asker);
  // What a copy says while the primary is away is good for now: that may come back restored.
  if (!asker.copies.primaryIsAway()) remembered.set(asker.config, made);
  return made;
}

/** @returns what order tokens, cursors and consistency tokens are signed with */
export const signingSecret = async (asker: Asker): Promise<string> =>
  asker.config.signingSecret ?? (await installation(asker)).signingSecret;

async function readOrMake({ config, copies, writer, random }: Asker): Promise<Installation> {
  const read = async (): Promise<Installation | undefined> => {
    const found = await rows<{ name: string; value: string }>(
      copies.surviving(),
      statement`SELECT name, value FROM settings WHERE name IN ('signing_secret', 'epoch')`,
    );
    const kept = new Map(found.map(({ name, value }) => [name, value]));
    const secret = config.signingSecret ?? kept.get('signing_secret');
    const epoch = kept.get('epoch');
    return secret !== undefined && epoch !== undefined
      ? { signingSecret: secret, epoch }
      : undefined;
  };
  const found = await read();
  if (found) return found;
  // Processes that start together make it once: the first one's is kept.
  await writer.apply(
    statement`INSERT INTO settings(name, value)
      VALUES ('signing_secret', ${randomText({ random }, 52)}), ('epoch', ${randomText({ random }, 16)})
      ON CONFLICT(name) DO NOTHING`,
  );
  const made = await read();
  if (!made) throw new Error('the settings of the installation were not stored');
  return made;
}
