import type { Meter } from '@opentelemetry/api';

/** From a read of memory to the longest that a request may take. */
const secondsBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const groupBounds = [1, 2, 4, 8, 16, 32, 64, 128];

/** What is recorded as it happens. What it means is in `docs/observability.md`. */
export function createInstruments(meter: Meter) {
  const seconds = (name: string, description: string) =>
    meter.createHistogram(name, {
      description,
      unit: 's',
      advice: { explicitBucketBoundaries: secondsBounds },
    });
  return {
    requestSeconds: seconds(
      'kiosk_request_duration_seconds',
      'Requests that were not answered from memory, by operation, method and class of status',
    ),
    readSeconds: seconds('kiosk_database_read_duration_seconds', 'Reads, by the copy asked'),
    commitSeconds: seconds('kiosk_commit_duration_seconds', 'Groups of writes, with their retries'),
    groupSize: meter.createHistogram('kiosk_commit_group_size', {
      description: 'Writes that were committed together',
      advice: { explicitBucketBoundaries: groupBounds },
    }),
    retries: meter.createCounter('kiosk_commit_retries_total', {
      description:
        'Groups sent again: the database was busy or not reached, or what became of them is unknown',
    }),
    problems: meter.createCounter('kiosk_problems_total', {
      description: 'Problems answered, by operation and code',
    }),
    payments: meter.createCounter('kiosk_payments_total', {
      description: 'What providers said of payments, by provider and outcome',
    }),
    lines: meter.createCounter('kiosk_log_lines_total', {
      description: 'Warnings and errors logged, by event',
    }),
    outgoingSeconds: seconds(
      'kiosk_outgoing_duration_seconds',
      'Requests to payment providers, by host, and to webhook receivers, by outcome',
    ),
    workSeconds: seconds('kiosk_work_duration_seconds', 'Work behind the answers, by outcome'),
  };
}

export type Instruments = ReturnType<typeof createInstruments>;
