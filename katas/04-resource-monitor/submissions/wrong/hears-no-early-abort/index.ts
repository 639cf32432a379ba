// wrong | abort | takes a moment before it listens to its signal: who aborts meanwhile is not heard
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
  await sleep(100);
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
  const timers = Object.entries(readers(diskPath)).map(([metric, read]) =>
    setInterval(() => sample(metric as Metric, read), sampleEveryMs),
  );
  const stop = (): void => ended.resolve();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await ended.promise;
  } finally {
    signal?.removeEventListener('abort', stop);
    for (const timer of timers) clearInterval(timer);
  }
  return book.finish(Date.now());
}
