import { availableParallelism } from 'node:os';

export interface SieveOptions {
  /** At most so many chunks are worked on at once; by default `os.availableParallelism()`. */
  workers?: number;
  /** Numbers in a chunk; by default 10,000. */
  chunkSize?: number;
  /** Called once for every chunk, after it was sieved. */
  onProgress?: (progress: { done: number; total: number }) => void;
  /** Stops the work: no worker is left when the call rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** Options with nothing left to decide. */
export interface Plan {
  readonly workers: number;
  readonly chunkSize: number;
  readonly onProgress: (progress: { done: number; total: number }) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Fills in the defaults.
 *
 * @throws RangeError or TypeError for an option that cannot be meant.
 */
export function planOf(options: SieveOptions): Plan {
  const { workers = availableParallelism(), chunkSize = 10_000, onProgress = () => {}, signal } = options;
  checkWhole('workers', workers, 1);
  checkWhole('chunkSize', chunkSize, 1);
  if (typeof onProgress !== 'function') {
    throw new TypeError(`onProgress is ${String(onProgress)}; expected a function, or leave it out`);
  }
  return { workers, chunkSize, onProgress, signal };
}

/** @throws RangeError unless `value` is an integer from `least` to 2^53 − 1. */
export function checkWhole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  const shown = typeof value === 'string' ? `'${value}'` : String(value);
  throw new RangeError(`${name} is ${shown}; expected a whole number from ${least} to 2^53 − 1`);
}
