import type { Statement } from '../core/statement.ts';
import { claimWithAnswer } from './commands.ts';
import type { Writer } from './writer.ts';

interface Committing {
  readonly writer: Writer;
  readonly clock: { nowMs(): number };
  readonly claim?: { key: string; fingerprint: string; status: number; answered?: boolean };
}

/**
 * Commits a plain change together with the answer to whoever asked for it, so that a retry with the
 * same Idempotency-Key is told exactly what the first one was told, and does nothing.
 * @param kept what to store in place of `answer`, where that shows a secret.
 */
export async function commit<Answer extends object>(
  ctx: Committing,
  {
    statements,
    answer,
    kept,
  }: { statements: readonly Statement[]; answer: Answer; kept?: unknown },
): Promise<Answer> {
  const { claim } = ctx;
  if (!claim) {
    await ctx.writer.batch(statements);
    return answer;
  }
  const { key, fingerprint, status } = claim;
  const body = JSON.stringify(kept ?? answer);
  const claimed = claimWithAnswer(
    { key, fingerprint, status, body, ref: idOf(answer) },
    ctx.clock.nowMs(),
  );
  // The claim goes first: a duplicate stops there, whatever else it would run into.
  await ctx.writer.batch([claimed, ...statements]);
  claim.answered = true;
  return answer;
}

const idOf = (answer: object): string | null =>
  'id' in answer && typeof answer.id === 'string' ? answer.id : null;
