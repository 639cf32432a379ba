// wrong | independent-calls | the signal has one place for who listens, and the last monitor takes it
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
  const halt = (): void => {
    Atomics.store(stop, 0, 1);
    Atomics.notify(stop, 0);
  };
  const fail = (error: unknown): void => {
    failure ??= { error };
    halt();
  };
  const take = (sample: Sample): void => {
    if (failure) return;
    try {
      book.add(sample);
      onSample(sample);
    } catch (error) {
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
  if (signal) signal.onabort = halt;
  await Promise.all(exits);
  if (failure) throw failure.error;
  return book.finish(performance.timeOrigin + performance.now());
}
