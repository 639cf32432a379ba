import { QueueClosedError } from '../errors.ts';
import { requireInteger } from '../require-integer.ts';
import { requireAddress } from '../rpc/require-address.ts';
import type { AsyncWaitOptions, WaitOptions } from '../waiting/deadline.ts';
import { decode, encode } from './payload.ts';
import { RemoteStore, type ServedQueue, type ServedQueueHandle, serveStore } from './remote-store.ts';
import { type SharedQueueHandle, SharedStore } from './shared-store.ts';
import type { QueueStore } from './store.ts';

/** How a queue is made. */
export interface QueueOptions {
  /** How many values it holds at most; a put into a full one waits. 0, the default, is no bound. */
  readonly maxSize?: number;
}

/** What crosses in place of a queue: shared memory to a thread, an address to a process. */
export type QueueHandleOf<Kind extends string> = SharedQueueHandle<Kind> | ServedQueueHandle<Kind>;

/** What `Queue` and `PriorityQueue` have in common: everything but the order. */
export abstract class BaseQueue<T, Kind extends string> implements AsyncIterable<T> {
  readonly #kind: Kind;
  readonly #maxSize: number;
  #openStore: QueueStore | undefined;

  protected constructor(kind: Kind, options: QueueOptions) {
    this.#kind = kind;
    this.#maxSize = requireInteger('maxSize', options.maxSize ?? 0, 0, 2 ** 31 - 1);
  }

  /** Made on first use, so that a queue made from a handle takes no memory of its own. */
  get #store(): QueueStore {
    this.#openStore ??= SharedStore.create(this.#kind, this.#maxSize);
    return this.#openStore;
  }

  protected adopt(handle: QueueHandleOf<Kind>): this {
    const isServed = typeof handle === 'object' && handle !== null && 'path' in handle;
    this.#openStore = isServed
      ? new RemoteStore(requireAddress(this.#kind, handle))
      : SharedStore.from(this.#kind, handle as SharedQueueHandle<Kind>);
    return this;
  }

  /** What to hand to another thread; in a process that was given a served queue, what it was given. */
  get handle(): QueueHandleOf<Kind> {
    return this.#store.handle as QueueHandleOf<Kind>;
  }

  /**
   * Opens the queue to other processes: hand them the `handle` of what this gives. Values are copied through this process.
   *
   * @throws TypeError in a process that is itself only a client of the queue.
   */
  async serve(): Promise<ServedQueue<Kind>> {
    if (this.#store instanceof SharedStore) return await serveStore(this.#kind, this.#store as SharedStore<Kind>);
    throw new TypeError('this queue is served by another process already: hand on its handle instead');
  }

  /**
   * Blocks this thread until there is a value, and takes it.
   *
   * @throws QueueEmptyError after `timeoutMs` (0: at once); QueueClosedError when it is closed and drained.
   */
  get(options?: WaitOptions): T {
    return decode(this.#store.get(options)) as T;
  }

  /**
   * Waits for a value without blocking the event loop, which stays alive meanwhile.
   *
   * @throws as `get`; the reason of `signal` when it aborts first, and then no value is taken.
   */
  async getAsync(options?: AsyncWaitOptions): Promise<T> {
    return decode(await this.#store.getAsync(options)) as T;
  }

  /** How many values are in it now; it may be otherwise a moment later. Blocks for a round trip when served elsewhere. */
  size(): number {
    return this.#store.size();
  }

  /** `size` without blocking the event loop. */
  sizeAsync(): Promise<number> {
    return this.#store.sizeAsync();
  }

  /** Takes nothing more, and gives what is left; closing twice changes nothing. */
  close(): void {
    this.#store.close();
  }

  /** `close` without blocking the event loop. */
  closeAsync(): Promise<void> {
    return this.#store.closeAsync();
  }

  /** The values as they come, until the queue is closed and drained. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, void> {
    for (;;) {
      let value: T;
      try {
        value = await this.getAsync();
      } catch (error) {
        if (error instanceof QueueClosedError) return;
        throw error;
      }
      yield value;
    }
  }

  protected enqueue(value: T, priority: number, options?: WaitOptions): void {
    this.#store.put(encode(value), priority, options);
  }

  protected async enqueueAsync(value: T, priority: number, options?: AsyncWaitOptions): Promise<void> {
    await this.#store.putAsync(encode(value), priority, options);
  }
}
