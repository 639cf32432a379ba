import type { Future } from './future.ts';
import type { Callable } from './task.ts';

/** One accepted call on its way through an executor. A job settles once; what comes after is ignored. */
export interface Job {
  readonly fn: Callable;
  readonly args: readonly unknown[];
  readonly signal: AbortSignal | undefined;
  /** How many calls the caller wants in a message; undefined leaves it to measurement. */
  readonly chunkSize: number | undefined;
  /** Claims the job for a worker; false when it was cancelled meanwhile and must not run. */
  start(): boolean;
  succeed(value: unknown): void;
  fail(error: unknown): void;
  /** Cancels, also while running: the executor has stopped the work, or will ignore its outcome. */
  cancel(reason?: unknown): void;
}

/** The job behind one `submit`. */
export class SubmitJob<T> implements Job {
  readonly fn: Callable;
  readonly args: readonly unknown[];
  readonly signal: AbortSignal | undefined;
  readonly chunkSize = undefined;
  readonly future: Future<T>;

  constructor(future: Future<T>, fn: Callable, args: readonly unknown[], signal: AbortSignal | undefined) {
    this.future = future;
    this.fn = fn;
    this.args = args;
    this.signal = signal;
  }

  start(): boolean {
    return !this.future.done() && this.future.setRunningOrNotifyCancel();
  }

  succeed(value: unknown): void {
    if (!this.future.done()) this.future.setResult(value as T);
  }

  fail(error: unknown): void {
    if (!this.future.done()) this.future.setException(error);
  }

  cancel(reason?: unknown): void {
    if (!this.future.done()) this.future.setCancelled(reason);
  }
}
