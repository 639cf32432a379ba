import { availableParallelism } from 'node:os';

export interface CountOptions {
  workers?: number;
  reducers?: number;
  onProgress?: (progress: { done: number; total: number }) => void;
  signal?: AbortSignal;
}

export type Settings = CountOptions & { workers: number; reducers: number };

/** Fills in the defaults, and puts them where a number cannot be meant. */
export function settings(files: readonly string[], options: CountOptions): Settings {
  if (!Array.isArray(files) || !files.every((file) => typeof file === 'string')) {
    throw new TypeError(`files is ${String(files)}; expected a list of paths`);
  }
  const { workers = availableParallelism(), reducers = workers, onProgress } = options;
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new TypeError(`onProgress is ${String(onProgress)}; expected a function`);
  }
  return { ...options, workers: whole(workers), reducers: whole(reducers) };
}

export function whole(value: number): number {
  return Number.isSafeInteger(value) && value >= 1 ? value : availableParallelism();
}
