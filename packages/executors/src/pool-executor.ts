import type { Spawn } from './backend/backend.ts';
import { BaseExecutor } from './base-executor.ts';
import { InvalidStateError } from './errors.ts';
import type { ShutdownOptions } from './executor.ts';
import type { Job } from './job.ts';
import { checkCount } from './options.ts';
import { WorkerPool } from './pool/worker-pool.ts';
import { addressOf, type Callable, type TaskAddress } from './task.ts';

export interface PoolOptions<I extends unknown[] = unknown[]> {
  /** How many workers at most; by default one for each processor (`os.availableParallelism()`). Started when needed. */
  readonly maxWorkers?: number | undefined;
  /** A task that every worker runs before its first call; when it fails, the pool is broken. */
  readonly initializer?: ((...args: I) => unknown) | undefined;
  readonly initializerArgs?: I | undefined;
  /** The workers' environment variables; by default a copy of the host's. */
  readonly env?: NodeJS.ProcessEnv | undefined;
}

const LOADING = Symbol.for('paralelo.executors.loading');

/** What thread and process pools share: tasks by address, and the engine. */
export abstract class PoolExecutor<I extends unknown[] = unknown[]> extends BaseExecutor {
  protected readonly pool: WorkerPool;

  constructor(options: PoolOptions<I>, spawn: Spawn, maxTasksPerChild?: number) {
    super(options.maxWorkers);
    checkCount('maxTasksPerChild', maxTasksPerChild);
    const { initializer, initializerArgs: args = [] } = options;
    this.pool = new WorkerPool({
      maxWorkers: this.maxWorkers,
      spawn,
      initializer: initializer && { address: requireAddress(initializer), args },
      maxTasksPerChild,
    });
  }

  override shutdown(options: ShutdownOptions = {}): Promise<void> {
    return this.pool.shutdown(options);
  }

  /**
   * Ends all workers now, also in the middle of a call: running calls fail with `BrokenExecutorError`, queued ones are
   * cancelled, and nothing more is accepted. Resolves when the workers are gone.
   */
  terminateWorkers(): Promise<void> {
    this.pool.terminate(false);
    return this.pool.shutdown({});
  }

  protected override admit(fn: Callable): void {
    super.admit(fn);
    this.pool.admit();
    requireAddress(fn);
    const loading = (globalThis as { [LOADING]?: string })[LOADING];
    if (loading) {
      throw new InvalidStateError(
        `submit was called while a worker imports ${loading}, which would start workers without end: ` +
          'keep the tasks in a module of their own, or guard the main program with if (import.meta.main)',
      );
    }
  }

  protected override enqueue(job: Job): void {
    this.pool.enqueue(job);
  }
}

function requireAddress(fn: Callable): TaskAddress {
  const address = addressOf(fn);
  if (address) return address;
  throw new TypeError(
    `${fn.name || 'an anonymous function'} is not a task, and a function cannot be sent to a worker: export it from a ` +
      'module and declare it there with task(import.meta.url, fn), or use an EventLoopExecutor for closures',
  );
}
