/** A pause that can be ended. Not an `AbortSignal`: making and firing one takes longer than what it would end. */
export interface Timer {
  readonly over: Promise<void>;
  /** From then on it never ends, and holds nothing. */
  stop(): void;
}

/** What `work` comes to, or what `late` makes once the timer is over: then `work` goes on unheard. */
export const within = <Result>(
  timer: Timer,
  work: Promise<Result>,
  late: () => Error,
): Promise<Result> => {
  const over = timer.over.then((): never => {
    throw late();
  });
  return Promise.race([work, over]).finally(() => timer.stop());
};
