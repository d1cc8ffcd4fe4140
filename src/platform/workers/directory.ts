import { readServer } from '../../db/read.ts';
import {
  createDirectory,
  type Directory,
  directoryDeadlineMs,
  idName,
  type KnownShops,
  newKnownShops,
  type Shop,
} from '../shops.ts';
import { withDeadline } from '../remote-database.ts';
import { opening } from './database.ts';
import type { Environment } from './environment.ts';

/** What an isolate remembers of the control table. */
const homes = new WeakMap<Environment, KnownShops>();

/** The control table, in a deployment that serves many shops; undefined in one that serves one. */
export function directoryOf(environment: Environment): Directory | undefined {
  const { SHOPS_DATABASE_URL: url, DATABASE_AUTH_TOKEN: token } = environment;
  if (!url) return undefined;
  const known = homes.get(environment) ?? newKnownShops();
  homes.set(environment, known);
  return createDirectory({
    db: readServer(opening(token)(url, withDeadline(directoryDeadlineMs))),
    known,
    nowMs: () => Date.now(),
  });
}

/** The shop that a message or a body is of; undefined in a deployment of one. @throws when it is gone */
export async function shopWithId(
  environment: Environment,
  id: string | undefined,
): Promise<Shop | undefined> {
  const directory = directoryOf(environment);
  if (!directory) return undefined;
  const shop = id === undefined ? undefined : await directory.named(idName(id));
  if (!shop) throw new Error(`there is no shop ${id}`);
  return shop;
}
