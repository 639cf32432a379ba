import { processBackend } from './backend/process-backend.ts';
import { PoolExecutor, type PoolOptions } from './pool-executor.ts';

export interface ProcessPoolExecutorOptions<I extends unknown[] = unknown[]> extends PoolOptions<I> {
  /** Calls after which a child process is replaced by a new one: for tasks that leak. */
  readonly maxTasksPerChild?: number | undefined;
}

/**
 * Runs tasks in child processes: for work that computes and must not share anything, or may crash.
 * Arguments and results are copied; shared memory and ports cannot cross.
 *
 * @example
 * await using pool = new ProcessPoolExecutor({ maxWorkers: 4, maxTasksPerChild: 1000 });
 * for await (const thumbnail of pool.map(resize, files)) console.log(thumbnail.length);
 */
export class ProcessPoolExecutor<I extends unknown[] = unknown[]> extends PoolExecutor<I> {
  constructor(options: ProcessPoolExecutorOptions<I> = {}) {
    super(options, processBackend({ env: options.env }), options.maxTasksPerChild);
  }

  /** As `terminateWorkers`, by SIGKILL: the processes get no chance to clean up. */
  killWorkers(): Promise<void> {
    this.pool.terminate(true);
    return this.pool.shutdown({});
  }
}
