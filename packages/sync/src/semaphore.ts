import { TimeoutError } from './errors.ts';
import { requireInteger } from './require-integer.ts';
import { type AsyncWaitOptions, type Deadline, deadlineOf, hasPassed, type WaitOptions } from './waiting/deadline.ts';
import { allocateWords, type SharedHandle, wordsOf } from './waiting/shared-words.ts';
import { runAsync, runBlocking, type Steps } from './waiting/steps.ts';

/** What crosses to another thread in place of a `Semaphore`. */
export type SemaphoreHandle = SharedHandle<'Semaphore'>;

const PERMITS = 0;
const MAX = 1;
const MOST_PERMITS = 2 ** 31 - 1;

/**
 * A number of permits shared by the threads of a process: at most that many are inside, which is also how to bound the
 * memory in flight.
 *
 * Permits belong to nobody: any thread may release, and one that dies takes its permit with it. Whoever asks first
 * gets one, so a thread that releases and asks again at once may overtake a sleeper; sleepers are woken in order.
 *
 * @example
 * const semaphore = new Semaphore(4, { max: 4 });
 * { using _ = await semaphore.acquireAsync(); await decodeImage(path); } // never more than 4 images in memory
 */
export class Semaphore implements Disposable {
  #words = allocateWords(2);

  /**
   * @param permits how many are free at first.
   * @param options `max`: more releases than this are an error (Python's `BoundedSemaphore`).
   * @throws TypeError, RangeError when a count is not an integer from 0 to 2^31 − 1, or `max` is less than `permits`.
   */
  constructor(permits: number, options: { readonly max?: number } = {}) {
    const max = options.max ?? MOST_PERMITS;
    this.#words[PERMITS] = requireInteger('permits', permits, 0, MOST_PERMITS);
    this.#words[MAX] = requireInteger('max', max, Math.max(1, permits), MOST_PERMITS);
  }

  /** The semaphore behind a handle. @throws TypeError when it is not the handle of a `Semaphore`. */
  static from(handle: SemaphoreHandle): Semaphore {
    const semaphore = new Semaphore(0);
    semaphore.#words = wordsOf('Semaphore', handle);
    return semaphore;
  }

  /** What to hand to another thread; `Semaphore.from` turns it back. */
  get handle(): SemaphoreHandle {
    return { type: 'Semaphore', words: this.#words };
  }

  /** How many permits are free now; it may be otherwise a moment later. */
  get permits(): number {
    return Atomics.load(this.#words, PERMITS);
  }

  /**
   * Blocks this thread until it has a permit. Returns the semaphore, so that `using` releases it.
   *
   * @throws TimeoutError after `timeoutMs`.
   */
  acquire(options?: WaitOptions): this {
    if (!this.#take(options)) throw timedOut(options);
    return this;
  }

  /** Like `acquire`, but answers false when the time is over; without `timeoutMs` it does not wait. */
  tryAcquire({ timeoutMs = 0 }: WaitOptions = {}): boolean {
    return this.#take({ timeoutMs });
  }

  /**
   * Waits for a permit without blocking the event loop, which stays alive meanwhile.
   *
   * @throws TimeoutError after `timeoutMs`; the reason of `signal` when it aborts first.
   */
  async acquireAsync(options?: AsyncWaitOptions): Promise<this> {
    const steps = permitSteps(this.#words, deadlineOf(options));
    if (!(await runAsync(steps, options?.signal))) throw timedOut(options);
    return this;
  }

  /**
   * Gives permits back.
   *
   * @throws RangeError when there would be more than `max`; none is given back then.
   */
  release(count = 1): void {
    requireInteger('count', count, 1, MOST_PERMITS);
    const max = this.#words[MAX] as number;
    for (;;) {
      const seen = Atomics.load(this.#words, PERMITS);
      if (seen + count > max) {
        throw new RangeError(
          `releasing ${count} would make ${seen + count} permits of at most ${max}: release once per acquire`,
        );
      }
      if (Atomics.compareExchange(this.#words, PERMITS, seen, seen + count) === seen) break;
    }
    Atomics.notify(this.#words, PERMITS, count);
  }

  [Symbol.dispose](): void {
    this.release();
  }

  #take(options: WaitOptions | undefined): boolean {
    const deadline = deadlineOf(options);
    return tryPermit(this.#words) || runBlocking(permitSteps(this.#words, deadline));
  }
}

/** Takes a permit if there is one. */
function tryPermit(words: Int32Array): boolean {
  for (;;) {
    const seen = Atomics.load(words, PERMITS);
    if (seen === 0) return false;
    if (Atomics.compareExchange(words, PERMITS, seen, seen - 1) === seen) return true;
  }
}

function* permitSteps(words: Int32Array, deadline: Deadline): Steps<boolean> {
  let isAcquired = false;
  let hasSlept = false;
  try {
    for (;;) {
      isAcquired = tryPermit(words);
      if (isAcquired || hasPassed(deadline)) return isAcquired;
      hasSlept = true;
      yield { words, index: PERMITS, seen: 0, deadline };
    }
  } finally {
    // A permit may have come with a wake-up for this leaver; somebody else can use it.
    if (!isAcquired && hasSlept) Atomics.notify(words, PERMITS, 1);
  }
}

function timedOut(options: WaitOptions | undefined): TimeoutError {
  return new TimeoutError(
    `no permit was free within ${options?.timeoutMs} ms: hold permits for shorter, or wait longer`,
  );
}
