/** Where the primary was and when, to tell a replica's lag in time. */
export interface PrimaryWay {
  /** The primary was seen there. */
  note(position: number, atMs: number): void;
  /** How long ago the primary was where a replica is; undefined when nobody can tell. */
  lagOf(position: number, nowMs: number): number | undefined;
}

const rememberedMax = 600;

export function primaryWay(): PrimaryWay {
  const way: { readonly position: number; readonly atMs: number }[] = [];
  /** How far the log had come that ended when the primary was killed, until the new one is as long. */
  let former: number | undefined;
  return {
    note(position, atMs) {
      const last = way.at(-1)?.position;
      if (position === last) return;
      if (last !== undefined && position < last) {
        // The log is numbered anew: what it was called before says nothing about this one.
        former = Math.max(last, former ?? 0);
        way.length = 0;
      }
      if (former !== undefined && position > former) former = undefined;
      way.push({ position, atMs });
      way.splice(0, way.length - rememberedMax);
    },
    lagOf(position, nowMs) {
      const last = way.at(-1);
      if (!last) return undefined;
      // It has not noticed yet that the log it copied from is gone.
      if (former !== undefined && position > last.position) return undefined;
      const missed = way.find((each) => each.position > position);
      return missed ? nowMs - missed.atMs : 0;
    },
  };
}
