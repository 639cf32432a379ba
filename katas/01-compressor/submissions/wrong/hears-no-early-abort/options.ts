import { availableParallelism } from 'node:os';
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
  readonly signal: AbortSignal | undefined;
}

/**
 * Fills in the defaults.
 *
 * @throws RangeError or TypeError for an argument that cannot be meant.
 */
export function planOf(paths: string[], options: CompressOptions): Plan {
  if (!Array.isArray(paths)) throw new TypeError(`paths is ${show(paths)}; expected a list of paths`);
  for (const path of paths) checkPath('a path', path);
  const { outDir, algorithm = 'gzip', workers = availableParallelism(), onProgress = () => {}, signal } = options ?? {};
  checkPath('outDir', outDir as unknown);
  if (!ALGORITHMS.includes(algorithm)) {
    throw new RangeError(`algorithm is ${show(algorithm)}; expected one of ${ALGORITHMS.join(', ')}`);
  }
  const { least, most, usual } = LEVELS[algorithm];
  const { level = usual } = options;
  checkWhole(`level for ${algorithm}`, level, least, most);
  checkWhole('workers', workers, 1);
  if (typeof onProgress !== 'function') {
    throw new TypeError(`onProgress is ${show(onProgress)}; expected a function, or leave it out`);
  }
  return { paths: [...paths], outDir, algorithm, level, workers, onProgress, signal };
}

/** @throws TypeError unless `value` is a string with something in it. */
export function checkPath(name: string, value: unknown): void {
  if (typeof value === 'string' && value !== '') return;
  throw new TypeError(`${name} is ${show(value)}; expected a path`);
}

/** @throws RangeError unless `value` is an integer from `least` to `most`. */
export function checkWhole(name: string, value: number, least: number, most: number = Number.MAX_SAFE_INTEGER): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  const upTo = most === Number.MAX_SAFE_INTEGER ? '2^53 − 1' : most;
  throw new RangeError(`${name} is ${show(value)}; expected a whole number from ${least} to ${upTo}`);
}

function show(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}
