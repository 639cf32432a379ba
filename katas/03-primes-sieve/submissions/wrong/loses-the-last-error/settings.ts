import { availableParallelism } from 'node:os';

export interface SieveOptions {
  workers?: number;
  chunkSize?: number;
  onProgress?: (progress: { done: number; total: number }) => void;
  signal?: AbortSignal;
}

export type Settings = SieveOptions & { workers: number; chunkSize: number };

/** Fills in the defaults; throws a RangeError or TypeError for what cannot be meant. */
export function settings(start: number, end: number, options: SieveOptions): Settings {
  whole('start', start, 0);
  whole('end', end, 0);
  const { workers = availableParallelism(), chunkSize = 10_000, onProgress } = options;
  whole('workers', workers, 1);
  whole('chunkSize', chunkSize, 1);
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new TypeError(`onProgress is ${String(onProgress)}; expected a function`);
  }
  return { ...options, workers, chunkSize };
}

function whole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new RangeError(`${name} is ${String(value)}; expected a whole number from ${least} to 2^53 - 1`);
}
