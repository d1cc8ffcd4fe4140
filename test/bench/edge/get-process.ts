// Asks for one address as often as it can: plans come in messages, figures go back.
import autocannon from 'autocannon';

export interface GetPlan {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly callers: number;
  readonly seconds: number;
}

export interface GetResult {
  readonly count: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly statuses: readonly string[];
  readonly errors: number;
  /** Share of one core that the generator itself took: close to 1 it measures itself. */
  readonly busy: number;
}

async function perform({ url, headers, callers, seconds }: GetPlan): Promise<GetResult> {
  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  const found = await autocannon({ url, headers, connections: callers, duration: seconds });
  const { user, system } = process.cpuUsage(cpu);
  return {
    count: found.requests.total,
    perSecond: found.requests.total / found.duration,
    p50: found.latency.p50,
    p99: found.latency.p99,
    statuses: Object.keys(found.statusCodeStats),
    errors: found.errors,
    busy: (user + system) / 1_000 / (performance.now() - startedMs),
  };
}

process.on('message', (plan: GetPlan) => {
  perform(plan).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
