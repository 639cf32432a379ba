import type { AsyncWaitOptions, WaitOptions } from '../waiting/deadline.ts';
import { BaseQueue, type QueueHandleOf, type QueueOptions } from './base-queue.ts';

/** What crosses to another thread or process in place of a `PriorityQueue`. */
export type PriorityQueueHandle = QueueHandleOf<'PriorityQueue'>;

/**
 * A `Queue` that gives the lowest priority first, and equal ones in the order they came.
 *
 * @example
 * const queue = new PriorityQueue<string>();
 * queue.put('thumbnail', 5);
 * queue.put('page', 1);
 * queue.get(); // 'page'
 */
export class PriorityQueue<T> extends BaseQueue<T, 'PriorityQueue'> {
  /** @throws RangeError when `maxSize` is not an integer from 0 to 2^31 − 1. */
  constructor(options: QueueOptions = {}) {
    super('PriorityQueue', options);
  }

  /** The queue behind a handle, of a thread or of a process. @throws TypeError when it is not of a `PriorityQueue`. */
  static from<T>(handle: PriorityQueueHandle): PriorityQueue<T> {
    return new PriorityQueue<T>().adopt(handle);
  }

  /**
   * Blocks this thread until there is a place, and puts a copy of the value there.
   *
   * @throws QueueFullError, QueueClosedError, TypeError, RangeError as `Queue.put`; RangeError also when `priority` is NaN.
   */
  put(value: T, priority: number, options?: WaitOptions): void {
    this.enqueue(value, checked(priority), options);
  }

  /** `put` without blocking the event loop, which stays alive meanwhile. Rejects as `put`, or with the signal's reason. */
  async putAsync(value: T, priority: number, options?: AsyncWaitOptions): Promise<void> {
    await this.enqueueAsync(value, checked(priority), options);
  }
}

function checked(priority: number): number {
  if (typeof priority !== 'number')
    throw new TypeError(`priority is ${typeof priority}: expected a number, lowest first`);
  if (Number.isNaN(priority))
    throw new RangeError('priority is NaN: expected a number that has an order, lowest first');
  return priority;
}
