// accepted | - | three forked processes with timers of their own, which are listened to until they disconnect; figures in tenths of a point
import { fork } from 'node:child_process';
import { once } from 'node:events';
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
  let isHalting = false;
  const children = ['cpu', 'memory', 'disk'].map((metric) =>
    fork(new URL('./child.ts', import.meta.url), [metric, String(sampleEveryMs), diskPath]),
  );
  const halt = (): void => {
    if (isHalting) return;
    isHalting = true;
    for (const child of children) if (child.connected) child.send('stop', () => {});
  };
  const fail = (error: unknown): void => {
    failure ??= { error };
    halt();
  };
  const ends = children.map(async (child) => {
    child.on('message', (message) => {
      if (!failure) take(message as Sample);
    });
    child.on('error', fail);
    // Both: it may have ended before the last sample is read, which comes before the disconnect.
    await Promise.all([once(child, 'exit'), once(child, 'disconnect')]);
  });
  function take(sample: Sample): void {
    try {
      book.add(sample);
      onSample(sample);
    } catch (error) {
      fail(error);
    }
  }
  signal?.addEventListener('abort', halt, { once: true });
  await Promise.all(ends);
  signal?.removeEventListener('abort', halt);
  if (failure) throw failure.error;
  if (!isHalting) throw new Error('every child ended by itself');
  return book.finish(performance.timeOrigin + performance.now());
}
