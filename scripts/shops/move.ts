import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { randomText } from '../../src/core/id.ts';
import { migrate } from '../../src/platform/server/migrate.ts';
import { heardMs } from '../../src/platform/shops.ts';
import { Complaint } from '../complaint.ts';
import { newShop } from '../new-shop.ts';
import { type Client, type Row, withDatabase } from './control.ts';
import { openForWriting, pause, readPause, resume } from './pause.ts';

const random = { bytes: (count: number) => randomBytes(count) };

/** Has the shop's database refuse every write. */
export async function pauseShop({ id, databaseUrl }: Row): Promise<void> {
  const wanted = { name: randomText({ random }, 16), arrived: false };
  await withDatabase(databaseUrl, (client) => pause(client, wanted));
  console.log(`${id} is paused: it can be read, and takes no changes. Copy ${databaseUrl} now.`);
}

interface Destination {
  readonly url: string;
  readonly replicaUrl: string | undefined;
  /** Whether the database that is left is gone for good, and cannot be asked. */
  readonly lost: boolean;
}

/** Has the control table lead to another database, which must be a copy that was made in this pause. */
export async function moveShop(control: Client, shop: Row, to: Destination): Promise<void> {
  const { id } = shop;
  if (to.url === shop.databaseUrl) throw new Complaint(`${id} is there already.`);
  const left = to.lost ? undefined : await withDatabase(shop.databaseUrl, pauseOf(shop));
  await withDatabase(to.url, async (client) => {
    const copied = await readPause(client);
    if (left && copied?.name !== left.name)
      throw new Complaint(
        `${to.url} is no copy of ${id} as it is since it was paused. Copy it now, then move.`,
      );
    const { rows } = await client.execute(
      `SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'`,
    );
    if (rows.length === 0) throw new Complaint(`there is no shop at ${to.url}.`);
    // Nobody is led here yet.
    await openForWriting(client);
    await migrate(client, newShop());
    await beginAnotherEpoch(client);
    await pause(client, { name: left?.name ?? randomText({ random }, 16), arrived: true });
  });
  await control.execute({
    sql: 'UPDATE shops SET database_url = ?, replica_url = ? WHERE id = ?',
    args: [to.url, to.replicaUrl ?? null, id],
  });
  console.log(`${id} is led to ${to.url}, and paused there. Look at it, then resume it.`);
}

const pauseOf = (shop: Row) => async (client: Client) => {
  const found = await readPause(client);
  if (!found?.holds)
    throw new Complaint(`${shop.id} is not paused: what it sells meanwhile would be lost.`);
  // Whole, in case the command that began it was cut short.
  return await pause(client, found);
};

/** What was seen of the old database says nothing of the copy, whose log has numbers of its own. */
async function beginAnotherEpoch(client: Client): Promise<void> {
  await client.execute({
    sql: `INSERT INTO settings(name, value) VALUES ('epoch', ?)
      ON CONFLICT(name) DO UPDATE SET value = excluded.value`,
    args: [randomText({ random }, 16)],
  });
}

/** Lets the shop take changes again, where it is now. */
export async function resumeShop({ id, databaseUrl }: Row): Promise<void> {
  await withDatabase(databaseUrl, async (client) => {
    const found = await readPause(client);
    if (!found) throw new Complaint(`${id} is not paused.`);
    if (found.arrived) {
      // Nobody reads the old place any more when the first change is made in the new one.
      console.log(`Waiting ${Math.ceil(heardMs / 1_000)} seconds, until every process has heard.`);
      await wait(heardMs);
    }
    await resume(client);
  });
  console.log(`${id} takes changes again, at ${databaseUrl}.`);
}
