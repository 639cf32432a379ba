import { disk, type Sample } from './kernel.ts';
import type { Report } from './windows.ts';

export type { Sample };

export interface MonitorOptions {
  sampleEveryMs?: number;
  reportEveryMs?: number;
  diskPath?: string;
  onSample?: (sample: Sample) => void;
  onReport?: (report: Report) => void;
  signal?: AbortSignal;
}

/** Fills in the defaults; throws a RangeError or TypeError for what cannot be meant. */
export function settings(options: MonitorOptions) {
  const { sampleEveryMs = 5000, reportEveryMs = 30_000, diskPath = '/', signal } = options;
  const { onSample = () => {}, onReport = () => {} } = options;
  for (const period of [sampleEveryMs, reportEveryMs]) {
    if (typeof period === 'number' && period >= 1 && period < 2 ** 31) continue;
    throw new RangeError(`a period is ${String(period)}; expected milliseconds from 1 to 2^31 - 1`);
  }
  for (const callback of [onSample, onReport]) {
    if (typeof callback !== 'function') throw new TypeError(`a callback is ${String(callback)}; expected a function`);
  }
  if (typeof diskPath !== 'string') throw new TypeError(`diskPath is ${String(diskPath)}; expected a string`);
  disk(diskPath);
  return { sampleEveryMs, reportEveryMs, diskPath, onSample, onReport, signal };
}
