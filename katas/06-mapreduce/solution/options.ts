import { availableParallelism } from 'node:os';
import { inspect } from 'node:util';

export interface CountOptions {
  /** At most so many files, or parts of one, are worked on at once; by default `os.availableParallelism()`. */
  workers?: number;
  /**
   * How many groups the words are dealt into, each summed up by one task; by default as many as workers. More than 64 count
   * as so many.
   */
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
  readonly signal: AbortSignal;
}

/**
 * Fills in the defaults.
 *
 * @throws RangeError or TypeError for an option that cannot be meant.
 */
export function planOf(options: CountOptions): Plan {
  const { workers = availableParallelism(), reducers = workers, onProgress = () => {} } = options;
  const { signal = new AbortController().signal } = options;
  checkWhole({ workers, reducers });
  if (typeof onProgress !== 'function') {
    throw new TypeError(`onProgress is ${inspect(onProgress)}; expected a function, or leave it out`);
  }
  return { workers, reducers, onProgress, signal };
}

/** @throws TypeError unless `files` is an array of paths. */
export function checkFiles(files: readonly string[]): void {
  if (!Array.isArray(files)) throw new TypeError(`files is ${inspect(files)}; expected an array of paths`);
  files.forEach((file, i) => {
    if (typeof file !== 'string') throw new TypeError(`files[${i}] is ${inspect(file)}; expected a path`);
  });
}

/** @throws RangeError unless each of the values, by their names, is an integer from 1 to 2^53 − 1. */
export function checkWhole(values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isSafeInteger(value) && value >= 1) continue;
    throw new RangeError(`${name} is ${inspect(value)}; expected a whole number from 1 to 2^53 − 1`);
  }
}
