// slow | speedup | one worker for the CPU; memory and disk are quick, so timers of the caller read them
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { cpuMeter, disk, type Metric, memory, readers } from './kernel.ts';
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
  // Whole milliseconds, as the timers have them.
  const startMs = Date.now();
  const book = newBook(startMs, reportEveryMs, onReport);
  if (signal?.aborted) return book.finish(startMs);
  const stop = new Int32Array(new SharedArrayBuffer(4));
  let failure: { error: unknown } | undefined;
  const timers: NodeJS.Timeout[] = [];
  const halt = (): void => {
    for (const timer of timers) clearInterval(timer);
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
  const workerData: Orders = { metric: 'cpu', everyMs: sampleEveryMs, diskPath, stop };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData });
  worker.on('message', take);
  worker.on('error', fail);
  const { memory: readMemoryShare, disk: readDiskShare } = readers(diskPath);
  const sample = (metric: Metric, read: () => number): void => {
    timers.push(setInterval(() => take({ metric, atMs: Date.now(), usedPercent: read() }), sampleEveryMs));
  };
  sample('memory', readMemoryShare);
  sample('disk', readDiskShare);
  signal?.addEventListener('abort', halt, { once: true });
  await once(worker, 'exit');
  signal?.removeEventListener('abort', halt);
  if (failure) throw failure.error;
  return book.finish(Date.now() + 1);
}
