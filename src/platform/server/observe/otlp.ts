import type { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import { type Environment, isSent } from './settings.ts';

// Endpoint, headers, timeout and compression are read by the exporters themselves (OTEL_EXPORTER_OTLP_*).

export async function metricReaderOf(
  environment: Environment,
  seriesMax: number,
): Promise<PeriodicExportingMetricReader | undefined> {
  if (!isSent(environment, 'METRICS')) return undefined;
  const { OTLPMetricExporter } = await import('@opentelemetry/exporter-metrics-otlp-http');
  const { PeriodicExportingMetricReader } = await import('@opentelemetry/sdk-metrics');
  const intervalMs = Number(environment['OTEL_METRIC_EXPORT_INTERVAL'] || 60_000);
  return new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter(),
    exportIntervalMillis: intervalMs,
    exportTimeoutMillis: Math.min(intervalMs, 10_000),
    cardinalityLimits: { default: seriesMax },
  });
}

export async function spanProcessorOf(
  environment: Environment,
): Promise<SpanProcessor | undefined> {
  if (!isSent(environment, 'TRACES')) return undefined;
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { BatchSpanProcessor } = await import('@opentelemetry/sdk-trace');
  return new BatchSpanProcessor({
    exporter: new OTLPTraceExporter(),
    scheduledDelayMillis: Number(environment['OTEL_BSP_SCHEDULE_DELAY'] || 5_000),
  });
}
