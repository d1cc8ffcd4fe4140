/** What a client asked. */
export interface Ask {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly key?: string;
  /** `admin`, or a token that goes into `Authorization`. */
  readonly bearer?: string;
  readonly ifMatch?: number;
  readonly consistency?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

// Bodies are read by name; their shapes are checked against the API document elsewhere.
// oxlint-disable-next-line no-explicit-any
export type Json = any;

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Json;
  readonly replayed: boolean;
  readonly consistency: string | undefined;
}

/** One try of a request: when it left, and what came back, if anything did. */
export interface Try {
  readonly ask: Ask;
  readonly sentAt: number;
  /** In steps of the world, as `sentAt` is; undefined while nothing came back. */
  answeredAt: number | undefined;
  answer: Answer | undefined;
}

/** Everything that clients of a run saw. Checkers compare it with what is there at the end. */
export interface History {
  readonly tries: Try[];
  /** Things that a client could not believe when it saw them. */
  readonly surprises: string[];
}

export const createHistory = (): History => ({ tries: [], surprises: [] });

/** Whether an answer says how the request ended; otherwise it is sent again. */
export const isDefinite = ({ status, body }: Answer): boolean =>
  status < 500 && status !== 429 && status !== 408 && body?.code !== 'idempotency_in_flight';

/** Whether every repeat of the request gets this very answer. */
export const isKept = (answer: Answer): boolean =>
  isDefinite(answer) &&
  (answer.status < 300 || answer.status >= 402) &&
  answer.body?.code !== 'idempotency_conflict';
