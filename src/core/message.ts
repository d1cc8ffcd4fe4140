/**
 * A queue message is a nudge: it says only *look at this*. Whoever receives it finds out from the
 * database what there is to do, so a lost, doubled or reordered one does no harm.
 */
export interface Message {
  readonly kind: WorkKind;
  readonly id: string;
  /** Of which shop, where a deployment serves many. */
  readonly shop?: string;
}

/**
 * What can be due: an order's next step, a notification of the test payment provider, a round of deliveries
 * to a webhook endpoint, or a single delivery that was given up and redriven.
 */
const workKinds = ['order', 'test-notification', 'webhook', 'delivery'] as const;
export type WorkKind = (typeof workKinds)[number];

/** Work that waits for strangers: it must not hold up what is done at home, nor wait behind all of it. */
export const patientKind = 'webhook' satisfies WorkKind;
export const isPatient = (kind: WorkKind): boolean => kind === patientKind;

export const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  'id' in value &&
  typeof value.id === 'string' &&
  workKinds.some((kind) => kind === value.kind);
