/** What a worker loads, and little else, since there are three of them: one metric, looked at whenever a sample is due, until it is told to stop. */
import { Queue, type QueueHandle } from '@paralelo/sync/queue';
import { Semaphore, type SemaphoreHandle } from '@paralelo/sync/semaphore';
import { epochMs } from './clock.ts';
import { CpuMeter } from './cpu-meter.ts';
import { diskFigures, memoryFigures } from './kernel.ts';
import type { Metric, Sample } from './types.ts';

export interface Schedule {
  /** Sample n is due at `startMs + n × everyMs`, epoch time. */
  readonly startMs: number;
  readonly everyMs: number;
  readonly diskPath: string;
}

/**
 * Puts samples of `metric` into `samples` until there is a permit in `stop`.
 *
 * Sleeps on the semaphore, so that a stop wakes it at once. Each deadline is counted from the start and not from the sample
 * before, so that no delay adds up; a deadline that was slept through is left out, not made up for.
 */
export function sampleMetric(
  metric: Metric,
  { startMs, everyMs, diskPath }: Schedule,
  samples: QueueHandle,
  stop: SemaphoreHandle,
): void {
  const queue = Queue.from<Sample>(samples);
  const stopped = Semaphore.from(stop);
  const readPercent = readerOf(metric, diskPath);
  for (let n = 1; ; n = Math.max(n, Math.floor((epochMs() - startMs) / everyMs)) + 1) {
    const waitMs = Math.max(0, startMs + n * everyMs - epochMs());
    if (stopped.tryAcquire({ timeoutMs: waitMs })) return;
    queue.put({ metric, atMs: epochMs(), usedPercent: readPercent() });
  }
}

function readerOf(metric: Metric, diskPath: string): () => number {
  switch (metric) {
    case 'cpu': {
      const meter = new CpuMeter();
      // The first sample looks back to here.
      meter.read();
      return () => meter.read().usedPercent;
    }
    case 'memory':
      return () => memoryFigures().usedPercent;
    case 'disk':
      return () => diskFigures(diskPath).usedPercent;
  }
}
