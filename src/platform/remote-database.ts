import {
  type Copies,
  heardOfCopy,
  heardOfPrimary,
  type Outlook,
  primaryFailed,
  routeReads,
} from '../db/copies.ts';
import { type Progress, readTelling, writeTelling } from '../db/progress.ts';
import type { LibsqlServer } from '../db/hrana.ts';
import type { ReadDatabase } from '../db/read.ts';
import type { WriteClient } from '../db/writer.ts';
import type { Fetch } from './libsql-server.ts';
import type { Log } from './platform.ts';

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
  /** A server that is asked through `fetch`, as the runtime does it. */
  readonly open: (url: string, fetch: Fetch, kind: 'primary' | 'copy') => LibsqlServer;
  readonly url: string;
  readonly replicaUrl: string | undefined;
  readonly outlook: Outlook;
  readonly nowMs: () => number;
  readonly background: (work: Promise<unknown>) => void;
  readonly log: Log;
}

/** The primary for reading and for writing; what it answers tells how far it has come. */
export interface Primary {
  readonly db: ReadDatabase;
  /** For the writer alone. */
  readonly writing: WriteClient;
}

export function openPrimary(
  { open, url, outlook, nowMs }: Pick<RemoteDatabase, 'open' | 'url' | 'outlook' | 'nowMs'>,
  deadlineMs = callDeadlineMs,
): Primary {
  const tell = (progress: Progress) => heardOfPrimary(outlook, progress, nowMs());
  const watched: Fetch = async (request) => {
    try {
      return await withDeadline(deadlineMs)(request);
    } catch (error) {
      primaryFailed(outlook, nowMs());
      throw error;
    }
  };
  const server = open(url, watched, 'primary');
  return { db: readTelling(server, tell), writing: writeTelling(server, tell) };
}

/** The primary for reading, and the copies of it. Opens each client with its first question. */
export function openCopies(remote: RemoteDatabase): { primary: ReadDatabase; copies: Copies } {
  const { open, replicaUrl, outlook } = remote;
  const primary = lazily(() => openPrimary(remote).db);
  const openCopy = (deadlineMs: number, least?: Progress) =>
    readTelling(
      open(replicaUrl ?? '', withDeadline(deadlineMs), 'copy'),
      (progress) => heardOfCopy(outlook, progress),
      least,
    );
  const copies = routeReads({
    ...remote,
    primary,
    copy: replicaUrl === undefined ? undefined : lazily(() => openCopy(copyDeadlineMs)),
    copyAt: (least) => openCopy(catchUpMs, least),
    probe: lazily(() => openPrimary(remote, copyDeadlineMs).db),
  });
  return { primary, copies };
}

function lazily(open: () => ReadDatabase): ReadDatabase {
  let opened: ReadDatabase | undefined;
  return {
    ask(statements) {
      opened ??= open();
      return opened.ask(statements);
    },
  };
}
