// slow | speedup | permanent workers that take a sample when a timer of the caller asks for it
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { cpuMeter, disk, memory } from './kernel.ts';
import { type MonitorOptions, type Sample, settings } from './settings.ts';
import { newBook } from './windows.ts';

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
  let failure: { error: unknown } | undefined;
  const halt = (): void => {
    clearInterval(timer);
    for (const worker of workers) worker.postMessage('stop');
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
  const workers = (['cpu', 'memory', 'disk'] as const).map((metric) => {
    const workerData = { metric, diskPath };
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData });
    worker.on('message', take);
    worker.on('error', fail);
    return worker;
  });
  const timer = setInterval(() => {
    for (const worker of workers) worker.postMessage('sample');
  }, sampleEveryMs);
  signal?.addEventListener('abort', halt, { once: true });
  await Promise.all(workers.map((worker) => once(worker, 'exit')));
  signal?.removeEventListener('abort', halt);
  if (failure) throw failure.error;
  return book.finish(performance.timeOrigin + performance.now());
}
