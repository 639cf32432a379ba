import { availableParallelism } from 'node:os';
import { inspect } from 'node:util';
import { ALGORITHMS, type Algorithm, LEVELS } from './codecs.ts';

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** The input that has just settled. */
  readonly file: string;
}

export interface CompressOptions {
  /** Where the outputs go; made if it is missing. */
  outDir: string;
  /** By default `gzip`. */
  algorithm?: Algorithm;
  /** How hard to try: 0–9 for gzip and deflate, 0–11 for brotli, 1–22 for zstd. */
  level?: number;
  /** At most so many files are worked on at once; by default `os.availableParallelism()`. */
  workers?: number;
  /** Called once for every file, failed ones included, as it settles. */
  onProgress?: (progress: Progress) => void;
  /** Stops the work: nothing unfinished is left when the call rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** Options with nothing left to decide. */
export interface Plan {
  readonly paths: readonly string[];
  readonly outDir: string;
  readonly algorithm: Algorithm;
  readonly level: number;
  readonly workers: number;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/**
 * Fills in the defaults.
 *
 * @throws RangeError or TypeError for an argument that cannot be meant.
 */
export function planOf(paths: string[], options: CompressOptions): Plan {
  if (!Array.isArray(paths)) throw new TypeError(`paths is ${inspect(paths)}; expected a list of paths`);
  for (const [i, path] of paths.entries()) checkPaths({ [`paths[${i}]`]: path });
  const { outDir, algorithm = 'gzip', workers = availableParallelism(), onProgress = () => {} } = options ?? {};
  checkPaths({ outDir });
  if (!ALGORITHMS.includes(algorithm)) {
    throw new RangeError(`algorithm is ${inspect(algorithm)}; expected one of ${ALGORITHMS.join(', ')}`);
  }
  const { least, most, usual } = LEVELS[algorithm];
  const { level = usual, signal = new AbortController().signal } = options;
  checkWhole({ level }, least, most);
  checkWhole({ workers }, 1);
  if (typeof onProgress !== 'function') {
    throw new TypeError(`onProgress is ${inspect(onProgress)}; expected a function, or leave it out`);
  }
  return { paths: [...paths], outDir, algorithm, level, workers, onProgress, signal };
}

/** @throws TypeError unless each of the values, by their names, is a string with something in it. */
export function checkPaths(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string' && value !== '') continue;
    throw new TypeError(`${name} is ${inspect(value)}; expected a path`);
  }
}

/** @throws RangeError unless each of the values, by their names, is an integer from `least` to `most`. */
export function checkWhole(
  values: Readonly<Record<string, number>>,
  least: number,
  most: number = Number.MAX_SAFE_INTEGER,
): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isSafeInteger(value) && value >= least && value <= most) continue;
    throw new RangeError(`${name} is ${inspect(value)}; expected a whole number from ${least} to ${most}`);
  }
}
