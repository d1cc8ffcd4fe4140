import { ShopError } from '../core/error.ts';
import { sha256 } from '../core/digest.ts';
import { canonicalJson } from '../core/text.ts';
import type { Answers, ClaimRecord } from '../db/commands.ts';
import { WriteRefused } from '../db/write-refused.ts';
import { type Claim, type Context, contextWith } from '../platform/context.ts';

/** A duplicate waits this long for the first request before it is told that it is in flight. */
const waitMs = 2_000;
/** No request lasts longer: a claim without an answer after this belongs to one that died. */
const abandonedAfterMs = 10_000;
/** On an anonymous create the key is a secret: whoever knows it is handed the cart. */
const secretKeyLengthMin = 22;

export type KeyRule = 'required' | 'optional' | 'secret';

/** What a run answers: the text that is kept, and what it is the text of. */
export interface Made {
  readonly status: number;
  readonly body: string;
  readonly resource?: unknown;
}

export interface Answer extends Made {
  readonly replayed: boolean;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly bodyText: string;
}

/** The key within its scope of caller, method and path. @throws idempotency_key_required or _invalid */
export function readClaim(
  ctx: Context,
  rule: KeyRule,
  {
    header,
    successStatus,
    asked,
  }: { header: string | undefined; successStatus: number; asked: Asked },
): Claim | undefined {
  if (header === undefined) {
    if (rule === 'required') throw new ShopError('idempotency_key_required');
    return undefined;
  }
  const usable =
    /^[\x21-\x7e]{1,255}$/.test(header) &&
    (rule !== 'secret' || header.length >= secretKeyLengthMin);
  if (!usable) throw new ShopError('idempotency_key_invalid');
  const scope = `${ctx.caller.id}\n${asked.method}\n${asked.path}`;
  return {
    key: `claim:${sha256(`${scope}\n${header}`)}`,
    fingerprint: sha256(`${asked.query}\n${canonicalBody(asked.bodyText)}`),
    status: successStatus,
  };
}

function canonicalBody(bodyText: string): string {
  try {
    return canonicalJson(JSON.parse(bodyText));
  } catch {
    return bodyText;
  }
}

/**
 * Runs `execute` once under the key and gives every later request with it the same answer. Refusals of
 * the business are answers too; what says nothing about the command itself is not kept.
 * @throws idempotency_conflict, idempotency_in_flight, and what `execute` throws that is not kept
 * @param answers where they are kept
 * @param lookFirst false where the effect claims the key itself: a new key, nearly all are, is not asked for.
 */
export async function once(
  ctx: Context,
  claim: Claim,
  { execute, lookFirst, answers }: Once,
): Promise<Answer> {
  let known = lookFirst ? await settled(ctx, claim, answers) : undefined;
  // A second round takes up what the first one found begun by another, and abandoned.
  for (let round = 0; round < 2; round += 1) {
    if (known && 'answer' in known) return known.answer;
    const mine = { ...claim, resumes: known?.ref ?? undefined };
    const made = await run(ctx, mine, { execute, answers });
    if (made) return made;
    known = await settled(ctx, claim, answers);
  }
  if (known && 'answer' in known) return known.answer;
  throw new ShopError('idempotency_in_flight', { retry_after: 1 });
}

interface Once {
  readonly execute: (ctx: Context) => Promise<Made>;
  readonly lookFirst: boolean;
  readonly answers: Answers;
}

/** Undefined when somebody else with the same key was first, between our look and our write. */
async function run(
  ctx: Context,
  claim: Claim,
  { execute, answers }: Pick<Once, 'execute' | 'answers'>,
): Promise<Answer | undefined> {
  try {
    const made = await execute(contextWith(ctx, { claim }));
    if (claim.answered) return { ...made, replayed: false };
    const nowMs = ctx.clock.nowMs();
    return await keep(made, { claim, nowMs, answers });
  } catch (error) {
    if (isLateClaim(error)) return undefined;
    throw error;
  }
}

interface Keeping {
  readonly claim: Claim;
  readonly nowMs: number;
  readonly answers: Answers;
}

async function keep(made: Made, { claim, nowMs, answers }: Keeping): Promise<Answer | undefined> {
  // A run that was refused may have been refused because of another under this key: that one answers.
  const mine = claim.taken === true || claim.resumes !== undefined;
  const finishes = made.status < 400 || mine;
  const { key, fingerprint } = claim;
  const { status, body } = made;
  const kept = await answers.keep({ key, fingerprint, status, body, finishes }, nowMs);
  if (!kept) return undefined;
  return kept.body === body ? { ...made, replayed: false } : { ...kept, replayed: true };
}

const isLateClaim = (error: unknown): boolean =>
  (error instanceof WriteRefused && error.by === 'unique:commands.key') ||
  (error instanceof ShopError && error.code === 'idempotency_in_flight');

type Settled = { readonly answer: Answer } | { readonly ref: string | null };

/** The stored answer, or what a dead request left behind, or undefined when the key is new. */
async function settled(ctx: Context, claim: Claim, answers: Answers): Promise<Settled | undefined> {
  for (let waited = 0; ; waited += 50) {
    const found = await answers.find(claim.key);
    if (!found) return undefined;
    if (found.fingerprint !== claim.fingerprint) throw new ShopError('idempotency_conflict');
    const answer = replay(found);
    if (answer) return { answer };
    if (ctx.clock.nowMs() - found.createdAt > abandonedAfterMs) return { ref: found.ref };
    if (waited >= waitMs) throw new ShopError('idempotency_in_flight', { retry_after: 1 });
    await ctx.sleep(50);
  }
}

const replay = (found: ClaimRecord): Answer | undefined =>
  found.body === null || found.status === null
    ? undefined
    : { status: found.status, body: found.body, replayed: true };

/** Whether a refusal says something about the command, and so is kept as its answer. */
export const isKept = (status: number, code: string): boolean =>
  status >= 402 &&
  status < 500 &&
  status !== 429 &&
  code !== 'idempotency_in_flight' &&
  code !== 'idempotency_conflict';
