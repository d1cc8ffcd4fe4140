import { Worker } from 'node:worker_threads';
import type { ResultSet, Row } from '@libsql/client';
import type { WriteClient } from '../../db/writer.ts';

/** What the thread is asked: statements to commit together. */
export interface Asked {
  readonly id: number;
  readonly statements: readonly { readonly sql: string; readonly args: readonly unknown[] }[];
}

/** What it answers: values by position, or why nothing happened. */
export type Answered = { readonly id: number } & (
  | {
      readonly results: readonly {
        readonly columns: string[];
        readonly rows: unknown[][];
        readonly rowsAffected: number;
      }[];
    }
  | { readonly error: { readonly message: string; readonly code: string | undefined } }
);

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
  const thread = new Worker(new URL('file-writer-thread.ts', import.meta.url), {
    workerData: { path, timeoutMs },
  });
  let asked = 0;
  let gone: Error | undefined;

  function end(why: Error): void {
    gone = why;
    for (const { reject } of waiting.values()) reject(why);
    waiting.clear();
  }

  thread.on('message', (answer: Answered) => {
    const caller = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) thread.unref();
    if ('error' in answer) caller?.reject(failure(answer.error));
    else caller?.resolve(answer.results.map(toResultSet));
  });
  thread.on('error', end);
  thread.on('exit', () => end(new Error('the writing thread has ended')));
  // Only a commit that somebody waits for keeps the process alive.
  thread.unref();

  return {
    async batch(statements) {
      if (gone) throw gone;
      asked += 1;
      const id = asked;
      const answered = new Promise<ResultSet[]>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
      });
      thread.ref();
      thread.postMessage({ id, statements } as Asked);
      return await answered;
    },
    close: () => void thread.terminate(),
  };
}

const failure = ({ message, code }: { message: string; code: string | undefined }): Error =>
  Object.assign(new Error(message), code === undefined ? {} : { code });

type Result = Extract<Answered, { results: unknown }>['results'][number];

/** The writer reads rows by position, so an array is a row. */
const toResultSet = ({ columns, rows, rowsAffected }: Result): ResultSet => ({
  columns,
  columnTypes: [],
  rows: rows as unknown as Row[],
  rowsAffected,
  lastInsertRowid: undefined,
  toJSON: () => ({ columns, rows, rowsAffected }),
});
