import { classify } from './write-refused.ts';

const signs =
  /ECONNREFUSED|ECONNRESET|HRANA|SERVER_ERROR|TimeoutError|fetch failed|Network connection lost/;

/** An error and what it came from, outermost first. */
function* causes(error: unknown): Generator<Error> {
  let at = error;
  for (let depth = 0; at instanceof Error && depth < 5; depth += 1) {
    yield at;
    at = at.cause;
  }
}

/** Whether a database could not be asked, or did not answer: nothing is wrong with what it was asked. */
export function isConnectionFailure(error: unknown): boolean {
  const { kind } = classify(error);
  if (kind === 'unsent') return true;
  if (kind !== 'unknown') return false;
  for (const at of causes(error)) {
    const code = 'code' in at ? String(at.code) : '';
    if (signs.test(`${code} ${at.name} ${at.message}`)) return true;
  }
  return false;
}

/** "Too late" and "too many" pass; every other refusal of HTTP stays what it is. */
const passing = new Set([408, 425, 429]);

/** The HTTP status of a server that answers and will not let us in, however often it is asked. */
export function refusalStatus(error: unknown): number | undefined {
  for (const at of causes(error)) {
    const status = 'status' in at ? Number(at.status) : 0;
    if (status >= 400 && status < 500 && !passing.has(status)) return status;
  }
  return undefined;
}

/** The innermost message: the driver's own say only that something failed. */
export function reasonOf(error: unknown): string {
  let reason = String(error);
  for (const { message } of causes(error)) if (message) reason = message;
  return reason;
}
