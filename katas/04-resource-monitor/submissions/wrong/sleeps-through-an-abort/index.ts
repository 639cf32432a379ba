// wrong | abort, exit | looks at the signal when the next sample is due
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
  const read = Object.entries(readers(diskPath));
  for (let due = startMs + sampleEveryMs; !signal?.aborted; due += sampleEveryMs) {
    await sleep(Math.max(1, due - Date.now()));
    for (const [metric, readShare] of read) {
      if (signal?.aborted) break;
      const taken = { metric: metric as Metric, atMs: Date.now(), usedPercent: readShare() };
      book.add(taken);
      onSample(taken);
    }
  }
  return book.finish(Date.now());
}
