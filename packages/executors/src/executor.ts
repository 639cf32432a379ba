import type { Future } from './future.ts';

export interface SubmitOptions {
  /** Aborting cancels the call; in a thread or process pool also while it runs, by replacing its worker. */
  readonly signal?: AbortSignal | undefined;
}

export interface MapOptions extends SubmitOptions {
  /** Calls that cross to a worker together; by default as many as make about 1 ms of measured work. */
  readonly chunkSize?: number | undefined;
  /** Milliseconds for the whole map, counted from the call of `map`. */
  readonly timeoutMs?: number | undefined;
  /** How many inputs to read ahead of what was delivered; by default all of them, at once. */
  readonly bufferSize?: number | undefined;
}

export interface ShutdownOptions {
  /** Whether the promise waits for all work and workers to end (default), or resolves at once. */
  readonly wait?: boolean | undefined;
  /** Whether to cancel what has not started; what runs is finished all the same. */
  readonly cancelFutures?: boolean | undefined;
}

/** One iterable for each parameter of the mapped function. */
export type Iterables<A extends unknown[]> = { [K in keyof A]: Iterable<A[K]> };

/** Results in the order of the inputs; a failed call rejects at its position, and the next `next()` goes on. */
export interface MapResults<T> extends AsyncIterableIterator<T, undefined, undefined>, AsyncDisposable {
  /** Ends the iteration for good and cancels the calls that have not started. */
  return(): Promise<IteratorResult<T, undefined>>;
}

/**
 * What every executor does, whether its calls run on the event loop, in threads or in child processes.
 *
 * @example
 * async function total(pool: Executor, ranges: number[][]) {
 *   let sum = 0;
 *   for await (const n of pool.map(countPrimes, ranges.map((r) => r[0]), ranges.map((r) => r[1]))) sum += n;
 *   return sum;
 * }
 */
export interface Executor extends AsyncDisposable {
  /** How many calls run at the same time, at most. */
  readonly maxWorkers: number;

  /**
   * Schedules `fn(...args)`, with options.
   *
   * @throws TypeError when `fn` cannot be run here, InvalidStateError after shutdown, BrokenExecutorError when broken.
   * @example
   * pool.submit({ signal: AbortSignal.timeout(1000) }, countPrimes, 1, 1_000_000);
   */
  submit<A extends unknown[], R>(options: SubmitOptions, fn: (...args: A) => R, ...args: A): Future<Awaited<R>>;

  /**
   * Schedules `fn(...args)`.
   *
   * @throws TypeError when `fn` cannot be run here, InvalidStateError after shutdown, BrokenExecutorError when broken.
   * @example
   * const primes = await pool.submit(countPrimes, 1, 1_000_000);
   */
  submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Future<Awaited<R>>;

  /**
   * Calls `fn` with one item of each iterable at a time, until the shortest ends; the calls start before you iterate.
   *
   * @throws TypeError or RangeError for a bad option, and whatever `submit` throws.
   * @example
   * for await (const thumbnail of pool.map(resize, files, sizes, { chunkSize: 8 })) …
   */
  map<A extends unknown[], R>(fn: (...args: A) => R, ...inputs: [...Iterables<A>, MapOptions]): MapResults<Awaited<R>>;
  map<A extends unknown[], R>(fn: (...args: A) => R, ...inputs: Iterables<A>): MapResults<Awaited<R>>;

  /** Refuses new calls, lets the accepted ones finish, and ends the workers; `await using` does the same. */
  shutdown(options?: ShutdownOptions): Promise<void>;
}
