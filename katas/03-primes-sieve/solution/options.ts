import { availableParallelism } from 'node:os';
import { inspect } from 'node:util';

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
  readonly signal: AbortSignal;
}

/**
 * Fills in the defaults.
 *
 * @throws RangeError or TypeError for an option that cannot be meant.
 */
export function planOf(options: SieveOptions): Plan {
  const { workers = availableParallelism(), chunkSize = 10_000, onProgress = () => {} } = options;
  const { signal = new AbortController().signal } = options;
  checkWhole({ workers, chunkSize }, 1);
  if (typeof onProgress !== 'function') {
    throw new TypeError(`onProgress is ${inspect(onProgress)}; expected a function, or leave it out`);
  }
  return { workers, chunkSize, onProgress, signal };
}

/** @throws RangeError unless each of the values, by their names, is an integer from `least` to 2^53 − 1. */
export function checkWhole(values: Readonly<Record<string, number>>, least: number): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isSafeInteger(value) && value >= least) continue;
    throw new RangeError(`${name} is ${inspect(value)}; expected a whole number from ${least} to 2^53 − 1`);
  }
}
