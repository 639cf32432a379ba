import { availableParallelism } from 'node:os';

export interface CountOptions {
  /** At most so many files, or parts of one, are worked on at once; by default `os.availableParallelism()`. */
  workers?: number;
  /** How many groups the words are dealt into, each summed up by one task; by default as many as workers. */
  reducers?: number;
  /** Called once for every file, after its words were counted. */
  onProgress?: (progress: { done: number; total: number }) => void;
  /** Stops the work: no worker is left when the call rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** Options with nothing left to decide. */
export interface Plan {
  readonly workers: number;
  readonly reducers: number;
  readonly onProgress: (progress: { done: number; total: number }) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Fills in the defaults.
 *
 * @throws RangeError or TypeError for an option that cannot be meant.
 */
export function planOf(options: CountOptions): Plan {
  const { workers = availableParallelism(), reducers = workers, onProgress = () => {}, signal } = options;
  checkWhole('workers', workers);
  checkWhole('reducers', reducers);
  if (typeof onProgress !== 'function') {
    throw new TypeError(`onProgress is ${String(onProgress)}; expected a function, or leave it out`);
  }
  return { workers, reducers, onProgress, signal };
}

/** @throws TypeError unless `files` is an array of paths. */
export function checkFiles(files: readonly string[]): void {
  if (!Array.isArray(files)) throw new TypeError(`files is ${String(files)}; expected an array of paths`);
  files.forEach((file, i) => {
    if (typeof file !== 'string') throw new TypeError(`files[${i}] is ${String(file)}; expected a path`);
  });
}

/** @throws RangeError unless `value` is an integer from 1 to 2^53 − 1. */
export function checkWhole(name: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 1) return;
  const shown = typeof value === 'string' ? `'${value}'` : String(value);
  throw new RangeError(`${name} is ${shown}; expected a whole number from 1 to 2^53 − 1`);
}
