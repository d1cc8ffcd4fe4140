import { classify } from '../src/db/write-refused.ts';

/** While a server checkpoints, or another process writes, it is busy for moments: nothing was done then. */
const triesMax = 50;
const pauseMs = 200;

export async function patiently<Result>(call: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt === triesMax || classify(error).kind !== 'busy') throw error;
      await new Promise((done) => setTimeout(done, pauseMs));
    }
  }
}
