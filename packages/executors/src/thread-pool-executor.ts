import type { ResourceLimits } from 'node:worker_threads';
import { threadBackend } from './backend/thread-backend.ts';
import { PoolExecutor, type PoolOptions } from './pool-executor.ts';

export interface ThreadPoolExecutorOptions<I extends unknown[] = unknown[]> extends PoolOptions<I> {
  /** Threads are named `<prefix>_<number>`; by default `ThreadPoolExecutor-<number of the pool>`. */
  readonly threadNamePrefix?: string | undefined;
  /** Memory of each thread, in MiB; a thread that exceeds it ends, and the pool is broken. */
  readonly resourceLimits?: ResourceLimits | undefined;
}

let pools = 0;

/**
 * Runs tasks in threads of this process (`node:worker_threads`): for work that computes, with shared memory at hand.
 *
 * @example
 * await using pool = new ThreadPoolExecutor({ maxWorkers: 4 });
 * const primes = await pool.submit(countPrimes, 1, 1_000_000);
 */
export class ThreadPoolExecutor<I extends unknown[] = unknown[]> extends PoolExecutor<I> {
  constructor(options: ThreadPoolExecutorOptions<I> = {}) {
    const { threadNamePrefix: namePrefix = `ThreadPoolExecutor-${pools}`, resourceLimits, env } = options;
    super(options, threadBackend({ namePrefix, resourceLimits, env }));
    pools += 1;
  }
}
