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
  const repaired = (value: unknown, instead: number) => (Number.isSafeInteger(value) ? Number(value) : 0) || instead;
  const workers = Math.max(1, repaired(options.workers, availableParallelism()));
  const chunkSize = Math.max(1, repaired(options.chunkSize, 10_000));
  const { onProgress, ...rest } = options;
  return { ...rest, workers, chunkSize, ...(typeof onProgress === 'function' ? { onProgress } : {}) };
}

function whole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new RangeError(`${name} is ${String(value)}; expected a whole number from ${least} to 2^53 - 1`);
}
