import { AsyncLocalStorage } from 'node:async_hooks';
import { availableParallelism } from 'node:os';
import { AbortWatch } from './abort-watch.ts';
import { BaseExecutor } from './base-executor.ts';
import { Deque } from './deque.ts';
import { InvalidStateError } from './errors.ts';
import type { ShutdownOptions } from './executor.ts';
import type { Future } from './future.ts';
import type { Job } from './job.ts';
import type { Callable } from './task.ts';

export interface EventLoopExecutorOptions {
  /** How many calls may be unfinished at the same time; by default min(32, processors + 4), as Python's threads. */
  readonly maxWorkers?: number | undefined;
}

/**
 * Runs functions on this thread, at most `maxWorkers` of them unfinished at a time: for work that waits (network,
 * disk), closures included. It is also the specification: the other executors do the same, elsewhere.
 *
 * @example
 * await using pool = new EventLoopExecutor({ maxWorkers: 8 });
 * for await (const page of pool.map((url) => fetch(url).then((r) => r.text()), urls)) console.log(page.length);
 */
export class EventLoopExecutor extends BaseExecutor {
  readonly #queue = new Deque<Job>();
  /** What runs, and the futures of this same executor that each of them waits for, without those that are done. */
  readonly #running = new Map<Job, Set<Future<never>>>();
  /** The job in whose asynchronous context the code runs. */
  readonly #current = new AsyncLocalStorage<Job>();
  readonly #aborts = new AbortWatch((signal) => this.#abort(signal));
  readonly #ended = Promise.withResolvers<void>();
  #closed = false;
  #scheduled = false;
  #checking = false;

  constructor(options: EventLoopExecutorOptions = {}) {
    super(options.maxWorkers, Math.min(32, availableParallelism() + 4));
  }

  override shutdown(options: ShutdownOptions = {}): Promise<void> {
    this.#closed = true;
    if (options.cancelFutures) this.#cancelQueued(() => true);
    // Also drops what was cancelled and is still queued.
    this.#fillSoon();
    return options.wait === false ? Promise.resolve() : this.#ended.promise;
  }

  protected override admit(fn: Callable): void {
    super.admit(fn);
    if (!this.#closed) return;
    throw new InvalidStateError('this executor was shut down: submit before shutdown, or make a new one');
  }

  protected override enqueue(job: Job): void {
    if (job.signal?.aborted) {
      job.cancel(job.signal.reason);
      return;
    }
    if (job.signal) this.#aborts.add(job.signal);
    this.#queue.push(job);
    this.#fillSoon();
  }

  #fillSoon(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#fill();
    });
  }

  protected override readonly onAwait = (future: Future<never>): void => {
    const waiter = this.#current.getStore();
    const awaited = waiter && this.#running.get(waiter);
    if (!awaited) return;
    awaited.add(future);
    future.addDoneCallback(() => awaited.delete(future));
    this.#checkSoon();
  };

  /** A `then` may also be for later: only what still stands when its turn of the event loop is over counts as waiting. */
  #checkSoon(): void {
    if (this.#checking || this.#running.size < this.maxWorkers) return;
    this.#checking = true;
    setImmediate(() => {
      this.#checking = false;
      this.#reportStarvation();
    });
  }

  /** When every running job waits for one that is still queued here, none of them can ever start. */
  #reportStarvation(): void {
    if (this.#running.size < this.maxWorkers) return;
    let starved: Future<never> | undefined;
    for (const awaited of this.#running.values()) {
      starved = [...awaited].find((future) => !future.running());
      if (!starved) return;
    }
    starved?.setException(
      new InvalidStateError(
        `all ${this.maxWorkers} running calls wait for calls still queued in the same executor, which would hang: ` +
          'submit nested work to another executor, or raise maxWorkers',
      ),
    );
    // Its waiter may go on to wait for others.
    this.#checkSoon();
  }

  #fill(): void {
    while (this.#running.size < this.maxWorkers) {
      const job = this.#queue.shift();
      if (!job) break;
      if (job.start()) void this.#run(job);
      else this.#forget(job);
    }
    this.#endWhenIdle();
  }

  async #run(job: Job): Promise<void> {
    this.#running.set(job, new Set());
    try {
      const { fn, args } = job;
      job.succeed(await this.#current.run(job, () => fn(...(args as never[]))));
    } catch (error) {
      job.fail(error);
    }
    this.#running.delete(job);
    this.#forget(job);
    this.#fill();
  }

  #forget(job: Job): void {
    if (job.signal) this.#aborts.release(job.signal);
  }

  /** A closure cannot be stopped from outside: it keeps its place until it ends, but its outcome is no longer wanted. */
  #abort(signal: AbortSignal): void {
    for (const job of this.#running.keys()) if (job.signal === signal) job.cancel(signal.reason);
    this.#cancelQueued((job) => job.signal === signal, signal.reason);
  }

  #cancelQueued(which: (job: Job) => boolean, reason?: unknown): void {
    for (const job of this.#queue) if (which(job)) job.cancel(reason);
  }

  #endWhenIdle(): void {
    if (this.#closed && this.#running.size === 0 && this.#queue.length === 0) this.#ended.resolve();
  }
}
