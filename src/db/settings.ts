import { randomText } from '../core/id.ts';
import { type ReadDatabase, row } from './read.ts';
import { statement } from './sql.ts';
import type { Writer } from './writer.ts';

interface Installation {
  readonly config: { readonly signingSecret: string | undefined };
  readonly db: ReadDatabase;
  readonly writer: Writer;
  readonly random: { bytes(count: number): Uint8Array };
}

/** Remembered for each installation: its secret never changes under it. */
const remembered = new WeakMap<Installation['config'], string>();

/** What order tokens, cursors and consistency tokens are signed with. Made once, kept in the database. */
export async function signingSecret(installation: Installation): Promise<string> {
  const { config } = installation;
  const known = config.signingSecret ?? remembered.get(config);
  if (known !== undefined) return known;
  const secret = await readOrMake(installation);
  remembered.set(config, secret);
  return secret;
}

async function readOrMake({ db, writer, random }: Installation): Promise<string> {
  const read = async () =>
    (
      await row<{ value: string }>(
        db,
        statement`SELECT value FROM settings WHERE name = 'signing_secret'`,
      )
    )?.value;
  const found = await read();
  if (found) return found;
  await writer.apply(
    statement`INSERT INTO settings(name, value) VALUES ('signing_secret', ${randomText({ random }, 52)})
      ON CONFLICT(name) DO NOTHING`,
  );
  const made = await read();
  if (!made) throw new Error('the signing secret was not stored');
  return made;
}
