import { parentPort, workerData } from 'node:worker_threads';
import { openFile } from './file-client.ts';
import type { Answered, Asked } from './file-writer.ts';

const { path, timeoutMs } = workerData as { path: string; timeoutMs: number };
const file = openFile(path, timeoutMs);

parentPort?.on('message', async ({ id, statements }: Asked) => {
  parentPort?.postMessage(await commit(id, statements));
});

async function commit(id: number, statements: Asked['statements']): Promise<Answered> {
  try {
    const results = await file.batch(statements as Parameters<typeof file.batch>[0], 'write');
    return {
      id,
      results: results.map(({ columns, rows, rowsAffected }) => ({ columns, rows, rowsAffected })),
    };
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    return { id, error: { message, code } };
  }
}
