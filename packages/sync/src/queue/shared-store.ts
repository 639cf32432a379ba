import { QueueClosedError, QueueEmptyError, QueueFullError } from '../errors.ts';
import { type AsyncWaitOptions, type Deadline, deadlineOf, hasPassed, type WaitOptions } from '../waiting/deadline.ts';
import { lockSteps, tryLock, unlock } from '../waiting/lock-word.ts';
import { allocateWords, describeHandle, type SharedHandle, wordsOf } from '../waiting/shared-words.ts';
import { runAsync, runBlocking, type Steps } from '../waiting/steps.ts';
import type { Payload } from './payload.ts';
import { type HeapMemory, SharedHeap } from './shared-heap.ts';
import type { QueueStore } from './store.ts';

/** What crosses to another thread in place of a queue. */
export interface SharedQueueHandle<Kind extends string> extends SharedHandle<Kind> {
  readonly memory: HeapMemory;
}

/** Guards everything else, always for microseconds; no code of the user runs under it. */
const LOCK = 0;
/** Counts puts: who finds the queue empty sleeps on it. */
const PUTS = 1;
/** Counts gets: who finds the queue full sleeps on it. */
const GETS = 2;
const IS_CLOSED = 3;
const MAX_SIZE = 4;

/**
 * A queue in shared memory, between the threads of one process.
 *
 * Waiting follows the eventcount pattern: read the counter, look under the lock, sleep only while the counter is still
 * what was read. A put between the look and the sleep changes the counter, so no wake-up is lost.
 */
export class SharedStore<Kind extends string> implements QueueStore {
  readonly #kind: Kind;
  readonly #words: Int32Array;
  readonly #heap: SharedHeap;

  private constructor(kind: Kind, words: Int32Array, heap: SharedHeap) {
    this.#kind = kind;
    this.#words = words;
    this.#heap = heap;
  }

  /** A new one; 0 as `maxSize` is no bound. */
  static create<Kind extends string>(kind: Kind, maxSize: number): SharedStore<Kind> {
    const words = allocateWords(5);
    words[MAX_SIZE] = maxSize;
    return new SharedStore(kind, words, new SharedHeap());
  }

  /** The one behind a handle. @throws TypeError when it is not the handle of this kind of queue. */
  static from<Kind extends string>(kind: Kind, handle: SharedQueueHandle<Kind>): SharedStore<Kind> {
    const words = wordsOf(kind, handle);
    const { entries, arena } = (handle.memory ?? {}) as Partial<HeapMemory>;
    if (!(entries instanceof SharedArrayBuffer) || !(arena instanceof SharedArrayBuffer)) {
      throw new TypeError(
        `${kind}.from was given ${describeHandle(handle)}: expected the \`memory\` of the queue too, as it is in its \`handle\``,
      );
    }
    return new SharedStore(kind, words, new SharedHeap(handle.memory));
  }

  get handle(): SharedQueueHandle<Kind> {
    return { type: this.#kind, words: this.#words, memory: this.#heap.memory };
  }

  put(payload: Payload, priority: number, options?: WaitOptions): void {
    runBlocking(this.#putSteps(payload, priority, deadlineOf(options)));
  }

  putAsync(payload: Payload, priority: number, options?: AsyncWaitOptions): Promise<void> {
    return runAsync(this.#putSteps(payload, priority, deadlineOf(options)), options?.signal);
  }

  get(options?: WaitOptions): Payload {
    return runBlocking(this.#takeSteps(deadlineOf(options)));
  }

  getAsync(options?: AsyncWaitOptions): Promise<Payload> {
    return runAsync(this.#takeSteps(deadlineOf(options)), options?.signal);
  }

  size(): number {
    return this.#locked(() => this.#heap.size);
  }

  async sizeAsync(): Promise<number> {
    return this.size();
  }

  close(): void {
    this.#locked(() => {
      this.#words[IS_CLOSED] = 1;
    });
    this.#announce(PUTS, Number.POSITIVE_INFINITY);
    this.#announce(GETS, Number.POSITIVE_INFINITY);
  }

  async closeAsync(): Promise<void> {
    this.close();
  }

  *#putSteps(payload: Payload, priority: number, deadline: Deadline): Steps<void> {
    const max = this.#words[MAX_SIZE] as number;
    const tryPut = () => {
      if (this.#words[IS_CLOSED] === 1) throw closed('takes nothing more: put before close()');
      if (max > 0 && this.#heap.size >= max) return undefined;
      this.#heap.push(priority, payload);
      return true;
    };
    if (!(yield* this.#retry(tryPut, GETS, PUTS, deadline))) {
      throw new QueueFullError(
        `the queue held ${max} of ${max} values until the time was over: get some, or wait longer`,
      );
    }
  }

  *#takeSteps(deadline: Deadline): Steps<Payload> {
    const tryTake = () => {
      const payload = this.#heap.pop();
      if (payload === undefined && this.#words[IS_CLOSED] === 1) {
        throw closed('and drained: there is nothing more to get');
      }
      return payload;
    };
    const payload = yield* this.#retry(tryTake, PUTS, GETS, deadline);
    if (payload !== undefined) return payload;
    throw new QueueEmptyError('the queue was empty until the time was over: put something, or wait longer');
  }

  /** Tries under the lock until it gives something; sleeps on `awaited` in between, and announces success on `done`. */
  *#retry<T>(attempt: () => T | undefined, awaited: number, done: number, deadline: Deadline): Steps<T | undefined> {
    let hasSlept = false;
    let result: T | undefined;
    try {
      for (;;) {
        const seen = Atomics.load(this.#words, awaited);
        result = this.#locked(attempt);
        if (result !== undefined || hasPassed(deadline)) return result;
        hasSlept = true;
        yield { words: this.#words, index: awaited, seen, deadline };
      }
    } finally {
      if (result !== undefined) this.#announce(done);
      // Leaving with nothing after a sleep: the wake-up that ended it may be the only one for a value that is there.
      else if (hasSlept) Atomics.notify(this.#words, awaited, 1);
    }
  }

  /** Runs a few instructions under the lock. Blocks even in asynchronous forms: only another thread's few can be waited for. */
  #locked<T>(run: () => T): T {
    if (!tryLock(this.#words, LOCK)) runBlocking(lockSteps(this.#words, LOCK, Number.POSITIVE_INFINITY));
    try {
      return run();
    } finally {
      unlock(this.#words, LOCK);
    }
  }

  #announce(counter: number, count = 1): void {
    Atomics.add(this.#words, counter, 1);
    Atomics.notify(this.#words, counter, count);
  }
}

function closed(consequence: string): QueueClosedError {
  return new QueueClosedError(`the queue is closed ${consequence}`);
}
