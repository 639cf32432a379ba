import { addAbortListener } from 'node:events';
import { ThreadPoolExecutor, taskRef } from '@paralelo/executors';
import { Queue } from '@paralelo/sync/queue';
import { Semaphore } from '@paralelo/sync/semaphore';
import { epochMs } from './clock.ts';
import { CpuMeter } from './cpu-meter.ts';
import { type DiskFigures, diskFigures, type MemoryFigures, memoryFigures } from './kernel.ts';
import { type MonitorOptions, type Plan, planOf } from './options.ts';
import { METRICS, type Sample, type Summary } from './types.ts';
import { Windows } from './windows.ts';

/** What workers run, by name: they load `sampler.ts`, and never this file. */
const sampleMetric = taskRef<typeof import('./sampler.ts')>(new URL('./sampler.ts', import.meta.url))('sampleMetric');

const meter = new CpuMeter();

/**
 * Which share of all cores was used since the previous call; the first call looks back to the boot.
 *
 * @throws Error where there is no `/proc`.
 * @example
 * await readCpu(); // { usedPercent: 12.5, cores: 8 }
 */
export async function readCpu(): Promise<{ usedPercent: number; cores: number }> {
  return meter.read();
}

/**
 * How much memory there is, and how much of it programs can still get.
 *
 * @throws Error where there is no `/proc`.
 * @example
 * (await readMemory()).usedPercent; // 41.7
 */
export async function readMemory(): Promise<MemoryFigures> {
  return memoryFigures();
}

/**
 * How full the file system is that `path` lies on, as `df` says it.
 *
 * @throws the error of the system, which names `path`, when that cannot be read.
 * @example
 * (await readDisk('/')).usedPercent; // 63.2
 */
export async function readDisk(path: string): Promise<DiskFigures> {
  return diskFigures(path);
}

/**
 * Watches CPU, memory and disk with a permanent worker each, until `signal` aborts.
 *
 * @returns the figures of all samples that were taken.
 * @throws RangeError or TypeError for a bad option; what `onSample` or `onReport` throws; the error of a worker.
 * @example
 * const stop = new AbortController();
 * process.once('SIGINT', () => stop.abort());
 * const { cpu, reports } = await monitorResources({ onReport: console.log, signal: stop.signal });
 */
export async function monitorResources(options: MonitorOptions = {}): Promise<Summary> {
  const plan = planOf(options);
  const startMs = epochMs();
  const windows = new Windows(startMs, plan);
  if (!plan.signal.aborted) await sampleUntilAborted(plan, startMs, windows);
  return windows.finish(epochMs());
}

/** By the time it is done, every worker has ended and every sample they took has been told. */
async function sampleUntilAborted(plan: Plan, startMs: number, windows: Windows): Promise<void> {
  const { sampleEveryMs: everyMs, diskPath, signal, onSample } = plan;
  const samples = new Queue<Sample>();
  // One permit for each worker: whoever gets it stops. Releasing more than that changes nothing.
  const permitsToStop = new Semaphore(0);
  const stop = () => permitsToStop.release(METRICS.length);

  await using pool = new ThreadPoolExecutor({ maxWorkers: METRICS.length });
  const schedule = { startMs, everyMs, diskPath };
  const workers = METRICS.map((metric) =>
    pool.submit(sampleMetric, metric, schedule, samples.handle, permitsToStop.handle),
  );
  // One that fails takes the others with it. With the last one gone, no sample can follow: the queue ends when it is empty.
  const ended = Promise.allSettled(workers.map((worker) => worker.result().finally(stop))).then(() => samples.close());
  using _listener = addAbortListener(signal, stop);
  try {
    for await (const sample of samples) {
      windows.add(sample);
      onSample(sample);
    }
    // Throws what a worker threw.
    await Promise.all(workers);
  } finally {
    stop();
    await ended;
  }
}
