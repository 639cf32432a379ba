// wrong | exit, reports | an abort resolves the call and leaves the workers asleep until their next sample is due
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
  const over = Promise.withResolvers<void>();
  const halt = (): void => {
    Atomics.store(stop, 0, 1);
    over.resolve();
  };
  const fail = (error: unknown): void => {
    failure ??= { error };
    halt();
  };
  const take = (sample: Sample): void => {
    if (failure || Atomics.load(stop, 0) === 1) return;
    try {
      book.add(sample);
      onSample(sample);
    } catch (error) {
      fail(error);
    }
  };
  for (const metric of ['cpu', 'memory', 'disk'] as const) {
    const workerData: Orders = { metric, everyMs: sampleEveryMs, diskPath, stop };
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData });
    worker.on('message', take);
    worker.on('error', fail);
  }
  signal?.addEventListener('abort', halt, { once: true });
  await over.promise;
  signal?.removeEventListener('abort', halt);
  if (failure) throw failure.error;
  return book.finish(performance.timeOrigin + performance.now());
}
