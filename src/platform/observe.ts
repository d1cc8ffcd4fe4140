/** Who watches a process. A platform without one pays nothing for being watched. */
export interface Observe {
  /** Serves a request, and is told how; whatever is done meanwhile is part of it. */
  request(request: Request, serve: () => Promise<Served>): Promise<void>;
  /** A read that was answered from memory: there are so many that each is only counted. */
  remembered(operation: string, status: number): void;
}

/** How a request was served. */
export interface Served {
  /** Undefined where there is none at its path. */
  readonly operation: string | undefined;
  readonly status: number;
  /** `hit`, `stale`, `miss` or `bypass`; undefined where nothing is kept. */
  readonly cache: string | undefined;
  /** The code of the problem that was answered. */
  readonly problem: string | undefined;
}
