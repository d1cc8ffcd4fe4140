import { isConnectionFailure, refusalStatus } from '../../db/connection-failure.ts';
import { ConfigError } from '../config.ts';
import { type Databases, isFile, noDatabase, openDatabase, prepareDatabase } from './database.ts';
import { isCurrent, migrate } from './migrate.ts';

interface Place {
  readonly url: string;
  readonly authToken: string | undefined;
  readonly config: { readonly defaultCurrency: string };
}

/** Brings a database to this version; whichever process comes first does it. */
export async function bringUp({ url, authToken, config }: Place): Promise<void> {
  // All that is new is one call of a database server: no deadline of ours, which would undo it.
  const client = openDatabase(url, authToken, fetch);
  try {
    if (isFile(url)) await prepareDatabase(client, url);
    await migrate(client, config);
  } finally {
    client.close();
  }
}

/**
 * The same of a server, which may be away, or only its primary: a near copy that is at this version tells that
 * the primary is, too.
 * @throws ConfigError when waiting will not help
 */
export async function bringUpServer(
  place: Place,
  { primary, copies }: Pick<Databases, 'primary' | 'copies'>,
): Promise<void> {
  try {
    if (await isCurrent(primary)) return;
  } catch (error) {
    if (!isWorthWaiting(error)) throw noDatabase(place.url, error);
    if (copies.near !== primary && (await isCurrent(copies.surviving()).catch(() => false))) return;
    throw error;
  }
  await bringUp(place);
}

/** Whether a database may do later what it did not do now. */
export const isWorthWaiting = (error: unknown): boolean =>
  !(error instanceof ConfigError) &&
  isConnectionFailure(error) &&
  refusalStatus(error) === undefined;
