import type { AsyncWaitOptions, WaitOptions } from '../waiting/deadline.ts';
import { BaseQueue, type QueueHandleOf, type QueueOptions } from './base-queue.ts';

/** What crosses to another thread or process in place of a `Queue`. */
export type QueueHandle = QueueHandleOf<'Queue'>;

/**
 * First in, first out, between threads and between processes; values are copied as by structured clone.
 *
 * A thread that is terminated in the middle of a put or get (microseconds) leaves the queue unusable: every later call
 * throws OwnerDiedError.
 *
 * @example
 * const queue = new Queue<number>({ maxSize: 100 });
 * new Worker(url, { workerData: { queue: queue.handle } }); // there: Queue.from<number>(workerData.queue).put(42);
 * await using served = await queue.serve();
 * child.send(served.handle); // there: process.once('message', (handle) => Queue.from<number>(handle).putAsync(42));
 * for await (const value of queue) console.log(value);
 */
export class Queue<T> extends BaseQueue<T, 'Queue'> {
  /** @throws RangeError when `maxSize` is not an integer from 0 to 2^31 − 1. */
  constructor(options: QueueOptions = {}) {
    super('Queue', options);
  }

  /** The queue behind a handle, of a thread or of a process. @throws TypeError when it is not the handle of a `Queue`. */
  static from<T>(handle: QueueHandle): Queue<T> {
    return new Queue<T>().adopt(handle);
  }

  /**
   * Blocks this thread until there is a place, and puts a copy of the value there.
   *
   * @throws QueueFullError after `timeoutMs` (0: at once); QueueClosedError after `close`; TypeError when the value cannot be
   * copied; RangeError when it is nested deeper than 1000 levels.
   */
  put(value: T, options?: WaitOptions): void {
    this.enqueue(value, 0, options);
  }

  /**
   * Waits for a place without blocking the event loop, which stays alive meanwhile.
   *
   * @throws as `put`; the reason of `signal` when it aborts first, and then nothing is put.
   */
  putAsync(value: T, options?: AsyncWaitOptions): Promise<void> {
    return this.enqueueAsync(value, 0, options);
  }
}
