import type { Client } from '@libsql/client';
import {
  type Copies,
  heardOfCopy,
  heardOfPrimary,
  type Outlook,
  primaryFailed,
  routeReads,
} from '../db/copies.ts';
import { type ReadDatabase, readDatabase } from '../db/read.ts';
import { type Position, tellingPosition, waitingFor } from '../db/replication.ts';
import type { Log } from './platform.ts';

type Fetch = (request: Request) => Promise<Response>;

/** A database call that takes longer than this is given up; nothing in Kiosk waits longer. */
const callDeadlineMs = 5_000;
/** The near copy is worth less waiting than the way to the primary. */
const copyDeadlineMs = 1_000;
/** A copy that has not come as far as was asked within this is left for the primary. */
const catchUpMs = 250;

export const withDeadline =
  (deadlineMs = callDeadlineMs): Fetch =>
  (request) =>
    fetch(request, { signal: AbortSignal.timeout(deadlineMs) });

export interface RemoteDatabase {
  /** Opens a client that calls through `fetch`, as the runtime has one. */
  readonly open: (url: string, fetch: Fetch) => Client;
  readonly url: string;
  readonly replicaUrl: string | undefined;
  readonly outlook: Outlook;
  readonly nowMs: () => number;
  readonly background: (work: Promise<unknown>) => void;
  readonly log: Log;
}

/** A client on the primary; what it answers tells how far that has come. */
export function openPrimary(
  { open, url, outlook, nowMs }: Pick<RemoteDatabase, 'open' | 'url' | 'outlook' | 'nowMs'>,
  deadlineMs = callDeadlineMs,
): Client {
  const tell = (position: Position) => heardOfPrimary(outlook, position, nowMs());
  const watched: Fetch = async (request) => {
    try {
      return await withDeadline(deadlineMs)(request);
    } catch (error) {
      primaryFailed(outlook, nowMs());
      throw error;
    }
  };
  return open(url, tellingPosition(watched, tell));
}

/** The primary for reading, and the copies of it. Opens each client with its first question. */
export function openCopies(remote: RemoteDatabase): { primary: ReadDatabase; copies: Copies } {
  const { open, replicaUrl, outlook } = remote;
  const primary = lazily(() => openPrimary(remote));
  const openReplica = (fetch: Fetch) =>
    open(
      replicaUrl ?? '',
      tellingPosition(fetch, (position) => heardOfCopy(outlook, position)),
    );
  const copies = routeReads({
    ...remote,
    primary,
    copy:
      replicaUrl === undefined
        ? undefined
        : lazily(() => openReplica(withDeadline(copyDeadlineMs))),
    copyAt: (position) => readDatabase(openReplica(waitingFor(withDeadline(catchUpMs), position))),
    probe: lazily(() => openPrimary(remote, copyDeadlineMs)),
  });
  return { primary, copies };
}

function lazily(open: () => Client): ReadDatabase {
  let opened: ReadDatabase | undefined;
  return {
    ask(statements) {
      opened ??= readDatabase(open());
      return opened.ask(statements);
    },
  };
}
