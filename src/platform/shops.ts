import { LRUCache } from 'lru-cache';
import { hmac, sha256 } from '../core/digest.ts';
import { hostOf } from '../core/target.ts';
import { type ReadDatabase, rows } from '../db/read.ts';
import { statement } from '../db/sql.ts';
import type { Config } from './config.ts';
import type { Cache } from './platform.ts';

// One deployment can serve many shops, each with a database of its own. A shop is chosen before anything
// else happens to a request, and gets a platform of its own: nothing behind that knows of other shops.

/** A shop of a deployment that serves many (`scripts/shops.sql`). */
export interface Shop {
  readonly id: string;
  readonly databaseUrl: string;
  readonly replicaUrl: string | null;
}

/** Short, and harmless in a URL, a key of a cache and the name of an object. */
export const isShopId = (text: string): boolean =>
  /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(text);

/** What a process remembers of the control table: plain data, which a Worker keeps from request to request. */
export interface KnownShops {
  epoch: number;
  readonly byName: LRUCache<string, Shop>;
  /** Names that nobody has: apart, since strangers make them up and must not push a shop out. */
  readonly nobodys: LRUCache<string, true>;
  askedAtMs: number;
}

/** Strangers can send any host: what they send must not fill the memory. */
const namesMax = 10_000;

export const newKnownShops = (): KnownShops => ({
  epoch: 0,
  byName: new LRUCache({ max: namesMax }),
  nobodys: new LRUCache({ max: namesMax }),
  askedAtMs: -Infinity,
});

/** A host has at most 253 characters (RFC 1035); strangers send longer ones. */
const nameLengthMax = 260;
/** Who asks for the table waits no longer: with its database away, what is known goes on. */
export const directoryDeadlineMs = 800;
/** How long names are gone by before the table is asked whether it has changed. */
const rememberedMs = 5_000;
/** Whoever can ask the table has heard of a change by then: no request that comes later is served by what was before. */
export const heardMs = rememberedMs + directoryDeadlineMs;

interface Parts {
  readonly db: ReadDatabase;
  readonly known: KnownShops;
  readonly nowMs: () => number;
}

/** Whoever names what is not known here yet: it costs a question to the table. */
export interface Stranger {
  /** @throws rate_limited */
  draw(): void;
  /** The name was somebody's, or nobody could tell. */
  giveBack(): void;
}

export interface Directory {
  /** The shop of a name; at once where that was asked lately. A stranger's unknown names are counted. */
  named(name: string, stranger?: Stranger): Shop | undefined | Promise<Shop | undefined>;
  all(): Promise<readonly Shop[]>;
  /** Whether the table can be read. @throws what its database says */
  reach(): Promise<unknown>;
}

const epochOf = statement`SELECT epoch FROM shops_epoch`;
const columns = statement`s.id, s.database_url AS databaseUrl, s.replica_url AS replicaUrl`;

/** The control table, remembered. While its database is away, the names that are known go on. */
export function createDirectory({ db, known, nowMs }: Parts): Directory {
  function noteEpoch([row]: readonly unknown[], askedAtMs: number): void {
    const { epoch } = row as { epoch: number };
    if (epoch !== known.epoch) {
      known.byName.clear();
      known.nobodys.clear();
    }
    known.epoch = epoch;
    known.askedAtMs = askedAtMs;
  }

  async function find(name: string): Promise<Shop | undefined> {
    const askedAtMs = nowMs();
    const [epoch = [], found = []] = await db.ask([
      epochOf,
      name.startsWith(idPrefix)
        ? statement`SELECT ${columns} FROM shops s WHERE s.id = ${name.slice(idPrefix.length)}`
        : statement`SELECT ${columns} FROM shop_names n JOIN shops s ON s.id = n.shop WHERE n.name = ${name}`,
    ]);
    noteEpoch(epoch, askedAtMs);
    const [shop] = found as Shop[];
    if (shop) known.byName.set(name, shop);
    else known.nobodys.set(name, true);
    return shop;
  }

  async function findFor(stranger: Stranger, name: string): Promise<Shop | undefined> {
    stranger.draw();
    let isNobodys = false;
    try {
      const shop = await find(name);
      isNobodys = shop === undefined;
      return shop;
    } finally {
      if (!isNobodys) stranger.giveBack();
    }
  }

  return {
    named(name, stranger) {
      if (name.length > nameLengthMax) return undefined;
      const shop = known.byName.get(name);
      if (!shop && !known.nobodys.get(name)) return stranger ? findFor(stranger, name) : find(name);
      const ageMs = nowMs() - known.askedAtMs;
      if (ageMs < rememberedMs) return shop;
      // Asked before it is used: a shop that has moved must not be written to where it was.
      return find(name).catch(() => {
        known.askedAtMs = nowMs();
        return shop;
      });
    },
    all: () => rows<Shop>(db, statement`SELECT ${columns} FROM shops s ORDER BY s.id`),
    reach: () => db.ask([epochOf]),
  };
}

/** What messages and objects call a shop is its id. */
const idPrefix = 'id:';
export const idName = (id: string): string => `${idPrefix}${id}`;

/** The name of a host in the control table: without the port, and without the dot that ends a whole name. */
export const nameOfHost = (host: string): string =>
  `host:${host.replace(/:\d+$/, '').replace(/\.$/, '').toLowerCase()}`;

/** The name that a bearer is there, for whoever calls a host that all shops share. */
export function keyName(authorization: string | null): string | undefined {
  const key = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  return key === undefined ? undefined : `key:${sha256(key)}`;
}

/** The shop that a request is for: its host's, else its key's. */
export function shopOfRequest(
  directory: Directory,
  { url, headers }: Request,
  stranger?: Stranger,
): Shop | undefined | Promise<Shop | undefined> {
  const byHost = directory.named(nameOfHost(hostOf(url)), stranger);
  const authorization = headers.get('authorization');
  if (authorization === null) return byHost;
  const byKey = () => {
    const name = keyName(authorization);
    return name === undefined ? undefined : directory.named(name, stranger);
  };
  if (byHost instanceof Promise) return byHost.then((shop) => shop ?? byKey());
  return byHost ?? byKey();
}

/**
 * The settings of one shop. An object of its own, by which whatever a process remembers is kept apart;
 * what one shop signs, no other takes for its own.
 */
export const configOfShop = (config: Config, { id }: Shop): Config => ({
  ...config,
  deployment: config,
  signingSecret:
    config.signingSecret === undefined ? undefined : hmac(config.signingSecret, `shop:${id}`),
});

/** The part of a cache that is one shop's. */
export function cacheOfShop(cache: Cache, { id, databaseUrl }: Shop): Cache {
  // Of this database: after a move its versions count anew.
  const place = `/${id}.${sha256(databaseUrl).slice(0, 12)}`;
  const own = (key: string) => `${place}${key}`;
  return {
    near: (key) => cache.near(own(key)),
    get: (key, version) => cache.get(own(key), version),
    put: (key, value, ttlSeconds) => cache.put(own(key), value, ttlSeconds),
  };
}
