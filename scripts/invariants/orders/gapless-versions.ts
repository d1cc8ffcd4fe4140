import type { OrderInvariant, OrderRecord } from '../order-record.ts';

export const gaplessVersions: OrderInvariant = {
  name: 'event versions are gapless',
  check,
};

function check({ events, columns }: OrderRecord): string[] {
  const found = events.flatMap(({ version }, index) =>
    version === index + 1 ? [] : [`event ${index + 1} is ${version}`],
  );
  const count = Number(columns['version']);
  return count === events.length
    ? found
    : [...found, `version ${count} after ${events.length} events`];
}
