/** Everything a caller can catch by class. Each error is created where it is thrown: no instance is shared. */

/**
 * The call was cancelled before it gave a result; `cause` holds the abort reason when a signal did it.
 *
 * @example
 * try { await future; } catch (error) { if (error instanceof CancelledError) … }
 */
export class CancelledError extends Error {
  override name = 'CancelledError';
}

/**
 * The wait took longer than `timeoutMs`; the call itself goes on.
 *
 * @example
 * await future.result({ timeoutMs: 50 }).catch((error) => error instanceof TimeoutError);
 */
export class TimeoutError extends Error {
  override name = 'TimeoutError';
}

/**
 * The operation does not fit the state: a future settled twice, a submit after shutdown.
 *
 * @example
 * await pool.shutdown(); pool.submit(work); // throws InvalidStateError
 */
export class InvalidStateError extends Error {
  override name = 'InvalidStateError';
}

/** What is known about the worker that broke a pool. */
export interface BreakdownFacts {
  /** The worker's number in its pool, from 0. */
  readonly workerId?: number | undefined;
  readonly exitCode?: number | undefined;
  /** The signal that ended a child process. */
  readonly signal?: string | undefined;
  /** The task that was running, when one was. */
  readonly task?: string | undefined;
  readonly cause?: unknown;
}

/**
 * A worker ended by itself, so the pool cannot keep its promises; make a new pool.
 *
 * @example
 * try { await pool.submit(crash); } catch (error) { if (error instanceof BrokenExecutorError) log(error.exitCode); }
 */
export class BrokenExecutorError extends Error {
  override name = 'BrokenExecutorError';
  readonly workerId: number | undefined;
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly task: string | undefined;

  constructor(message: string, facts: BreakdownFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.workerId = facts.workerId;
    this.exitCode = facts.exitCode;
    this.signal = facts.signal;
    this.task = facts.task;
  }
}

/**
 * An argument, a result or a thrown value cannot be cloned to the other side; only that call fails.
 *
 * @example
 * await pool.submit(double, () => 1); // rejects with TaskNotSerializableError
 */
export class TaskNotSerializableError extends Error {
  override name = 'TaskNotSerializableError';
}

/**
 * The worker could not import the task's module, or the module has no such export.
 *
 * @example
 * task(import.meta.url, function hidden() {}); // not exported: submit(hidden) rejects with TaskNotFoundError
 */
export class TaskNotFoundError extends Error {
  override name = 'TaskNotFoundError';
}
