import { Worker } from 'node:worker_threads';
import type { ResultSet } from '@libsql/client';
import type { WriteClient } from '../../db/writer.ts';

/** What the thread is asked: statements to commit together. */
export interface Asked {
  readonly id: number;
  readonly statements: readonly { readonly sql: string; readonly args: readonly unknown[] }[];
}

/** What it answers: results without what cannot be sent, or why nothing happened. */
export type Answered = { readonly id: number } & (
  | { readonly results: readonly Result[] }
  | { readonly error: { readonly message: string; readonly code: string | undefined } }
);

type Result = Pick<ResultSet, 'columns' | 'rows' | 'rowsAffected'>;

interface Waiting {
  readonly resolve: (results: ResultSet[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Writes to a database file from a thread of its own: a commit waits for the disk, and requests go on
 * meanwhile. What arrives in that time is the writer's next group.
 */
export function openFileWriter(path: string, timeoutMs: number): WriteClient & { close(): void } {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let asked = 0;
  let closed = false;

  function start(): Worker {
    const started = new Worker(new URL('file-writer-thread.ts', import.meta.url), {
      workerData: { path, timeoutMs },
    });
    started.on('message', (answer: Answered) => {
      const caller = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (waiting.size === 0) started.unref();
      if ('error' in answer) caller?.reject(failure(answer.error));
      else caller?.resolve(answer.results.map(toResultSet));
    });
    // Whether it has committed what it had in hand is not known: the callers' keys find out.
    const end = (why: Error) => {
      // Told once as an error and once as an end; another may have been started in between.
      if (thread !== started) return;
      thread = undefined;
      for (const { reject } of waiting.values()) reject(why);
      waiting.clear();
    };
    started.on('error', end);
    started.on('exit', () => end(new Error('the writing thread has ended')));
    started.unref();
    return started;
  }

  thread = start();

  return {
    async batch(statements) {
      if (closed) throw new Error('the database is closed');
      thread ??= start();
      asked += 1;
      const id = asked;
      const answered = new Promise<ResultSet[]>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
      });
      // Only a commit that somebody waits for keeps the process alive.
      thread.ref();
      thread.postMessage({ id, statements } as Asked);
      return await answered;
    },
    close() {
      closed = true;
      void thread?.terminate();
    },
  };
}

const failure = ({ message, code }: { message: string; code: string | undefined }): Error =>
  Object.assign(new Error(message), code === undefined ? {} : { code });

const toResultSet = ({ columns, rows, rowsAffected }: Result): ResultSet => ({
  columns,
  columnTypes: [],
  rows,
  rowsAffected,
  lastInsertRowid: undefined,
  toJSON: () => ({ columns, rows, rowsAffected }),
});
