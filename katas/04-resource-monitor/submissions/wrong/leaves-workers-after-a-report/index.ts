// wrong | exit | an onReport that throws rejects the call at once and leaves the workers at work; onSample ends them
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { cpuMeter, disk, memory } from './kernel.ts';
import { type MonitorOptions, type Sample, settings } from './settings.ts';
import { newBook } from './windows.ts';
import type { Orders } from './worker.ts';

const meter = cpuMeter();

export async function readCpu() {
  return meter();
}

export async function readMemory() {
  return memory();
}

export async function readDisk(path: string) {
  return disk(path);
}

export async function monitorResources(options: MonitorOptions = {}) {
  const { sampleEveryMs, reportEveryMs, diskPath, onSample, onReport, signal } = settings(options);
  const startMs = performance.timeOrigin + performance.now();
  const book = newBook(startMs, reportEveryMs, onReport);
  if (signal?.aborted) return book.finish(startMs);
  const stop = new Int32Array(new SharedArrayBuffer(4));
  let failure: { error: unknown } | undefined;
  const failed = Promise.withResolvers<void>();
  const halt = (): void => {
    Atomics.store(stop, 0, 1);
    Atomics.notify(stop, 0);
  };
  const fail = (error: unknown): void => {
    failure ??= { error };
    failed.resolve();
  };
  const take = (sample: Sample): void => {
    if (failure) return;
    try {
      book.add(sample);
    } catch (error) {
      fail(error);
    }
    try {
      if (!failure) onSample(sample);
    } catch (error) {
      halt();
      fail(error);
    }
  };
  const exits = (['cpu', 'memory', 'disk'] as const).map((metric) => {
    const workerData: Orders = { metric, everyMs: sampleEveryMs, diskPath, stop };
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData });
    worker.on('message', take);
    worker.on('error', fail);
    // Its last message comes before its exit.
    return once(worker, 'exit');
  });
  signal?.addEventListener('abort', halt, { once: true });
  await Promise.race([failed.promise, Promise.all(exits)]);
  signal?.removeEventListener('abort', halt);
  if (failure) throw failure.error;
  return book.finish(performance.timeOrigin + performance.now());
}
