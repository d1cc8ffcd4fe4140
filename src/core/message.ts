/**
 * A queue message is a nudge: it says only *look at this*. Whoever receives it finds out from the
 * database what there is to do, so a lost, doubled or reordered one does no harm.
 */
export interface Message {
  readonly kind: WorkKind;
  readonly id: string;
}

/** What can be due: an order's next step, or a notification of the test payment provider. */
const workKinds = ['order', 'test-notification'] as const;
export type WorkKind = (typeof workKinds)[number];

export const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  'id' in value &&
  typeof value.id === 'string' &&
  workKinds.some((kind) => kind === value.kind);
