import { availableParallelism } from 'node:os';

export interface CountOptions {
  workers?: number;
  reducers?: number;
  onProgress?: (progress: { done: number; total: number }) => void;
  signal?: AbortSignal;
}

export type Settings = CountOptions & { workers: number; reducers: number };

/** Fills in the defaults; throws a RangeError or TypeError for what cannot be meant. */
export function settings(files: readonly string[], options: CountOptions): Settings {
  if (!Array.isArray(files) || !files.every((file) => typeof file === 'string')) {
    throw new TypeError(`files is ${String(files)}; expected a list of paths`);
  }
  const { workers = availableParallelism(), reducers = workers, onProgress } = options;
  whole('workers', workers);
  whole('reducers', reducers);
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new TypeError(`onProgress is ${String(onProgress)}; expected a function`);
  }
  return { ...options, workers, reducers };
}

export function whole(name: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 1) return;
  throw new RangeError(`${name} is ${String(value)}; expected a whole number from 1 to 2^53 - 1`);
}
