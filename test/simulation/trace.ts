import { createHash } from 'node:crypto';

/** Everything that happened, in order, as one hash; printed line by line when somebody wants to read it. */
export interface Trace {
  note(line: string): void;
  /** Of all lines so far. */
  digest(): string;
  readonly lines: number;
}

export function createTrace(print?: (line: string) => void): Trace {
  const hash = createHash('sha256');
  let lines = 0;
  return {
    note(line) {
      lines += 1;
      hash.update(line);
      hash.update('\n');
      print?.(line);
    },
    digest: () => hash.copy().digest('hex').slice(0, 16),
    get lines() {
      return lines;
    },
  };
}
