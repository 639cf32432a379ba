// wrong | cadence | sleeps a whole period after each measurement, however long that took
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuMeter, disk, type Metric, memory, readers } from './kernel.ts';
import { type MonitorOptions, settings } from './settings.ts';
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
  const startMs = Date.now();
  const book = newBook(startMs, reportEveryMs, onReport);
  if (signal?.aborted) return book.finish(startMs);
  const ended = Promise.withResolvers<void>();
  const sample = (metric: Metric, read: () => number): void => {
    try {
      const taken = { metric, atMs: Date.now(), usedPercent: read() };
      book.add(taken);
      onSample(taken);
    } catch (error) {
      ended.reject(error);
    }
  };
  let isOver = false;
  const loop = async (metric: Metric, read: () => number): Promise<void> => {
    const end = { signal: ender.signal };
    for (; !isOver; sample(metric, read)) {
      await sleep(sampleEveryMs, undefined, end);
      // The time that a measurement takes.
      await sleep(sampleEveryMs / 2, undefined, end);
    }
  };
  const ender = new AbortController();
  for (const [metric, read] of Object.entries(readers(diskPath))) loop(metric as Metric, read).catch(() => {});
  const stop = (): void => ended.resolve();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await ended.promise;
  } finally {
    signal?.removeEventListener('abort', stop);
    isOver = true;
    ender.abort();
  }
  return book.finish(Date.now());
}
