import type { Sampler } from '@opentelemetry/sdk-trace';
import { ConfigError } from '../../config.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

type Signal = 'TRACES' | 'METRICS';

/** Whether a signal is sent to a collector, by OpenTelemetry's own variables. */
export function isSent(environment: Environment, signal: Signal): boolean {
  if (environment['OTEL_SDK_DISABLED'] === 'true') return false;
  if (environment[`OTEL_${signal}_EXPORTER`] === 'none') return false;
  const own = environment[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`];
  return Boolean(own || environment['OTEL_EXPORTER_OTLP_ENDPOINT']);
}

/** `OTEL_TRACES_SAMPLER` and `OTEL_TRACES_SAMPLER_ARG`, which the library leaves to others. */
export async function samplerOf(environment: Environment): Promise<Sampler> {
  const sdk = await import('@opentelemetry/sdk-trace');
  const name = environment['OTEL_TRACES_SAMPLER'] || 'parentbased_always_on';
  const ratio = Number(environment['OTEL_TRACES_SAMPLER_ARG'] || 1);
  const roots: Record<string, () => Sampler> = {
    always_on: () => new sdk.AlwaysOnSampler(),
    always_off: () => new sdk.AlwaysOffSampler(),
    traceidratio: () => new sdk.TraceIdRatioBasedSampler(ratio),
  };
  const root = roots[name.replace(/^parentbased_/, '')]?.();
  if (!root || !(ratio >= 0 && ratio <= 1))
    throw new ConfigError(
      'OTEL_TRACES_SAMPLER is always_on, always_off or traceidratio, or one of them after parentbased_; its ARG is from 0 to 1.',
    );
  return name.startsWith('parentbased_') ? new sdk.ParentBasedSampler({ root }) : root;
}
