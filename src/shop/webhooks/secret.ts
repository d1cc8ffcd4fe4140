const secretBytes = 32;

/** A Standard Webhooks secret: `whsec_` and base64. */
export const newSecret = (random: { bytes(count: number): Uint8Array }): string =>
  `whsec_${btoa(String.fromCharCode(...random.bytes(secretBytes)))}`;
