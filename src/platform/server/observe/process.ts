import process from 'node:process';
import type { Meter } from '@opentelemetry/api';

const lagBounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];
const lookPauseMs = 250;

/** The process itself: the names that Prometheus clients use everywhere. Answers how to end it. */
export function observeOwnProcess(meter: Meter): () => void {
  meter
    .createObservableCounter('process_cpu_seconds_total', { description: 'User and system time' })
    .addCallback((to) => {
      const { user, system } = process.cpuUsage();
      to.observe((user + system) / 1_000_000);
    });
  meter
    .createObservableGauge('process_resident_memory_bytes', { description: 'Memory in use' })
    .addCallback((to) => to.observe(process.memoryUsage().rss));
  meter
    .createObservableGauge('process_heap_bytes', { description: 'Of it, the heap that is in use' })
    .addCallback((to) => to.observe(process.memoryUsage().heapUsed));
  const startedAt = Date.now() / 1_000 - process.uptime();
  meter
    .createObservableGauge('process_start_time_seconds', { description: 'Epoch seconds' })
    .addCallback((to) => to.observe(startedAt));
  const late = meter.createHistogram('kiosk_event_loop_lag_seconds', {
    description: 'How late a timer was that is set every quarter of a second',
    unit: 's',
    advice: { explicitBucketBoundaries: lagBounds },
  });
  let expectedMs = performance.now() + lookPauseMs;
  const timer = setInterval(() => {
    const nowMs = performance.now();
    late.record(Math.max(0, nowMs - expectedMs) / 1_000);
    expectedMs = nowMs + lookPauseMs;
  }, lookPauseMs);
  timer.unref();
  return () => clearInterval(timer);
}
