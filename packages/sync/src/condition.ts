import { NotOwnerError, OwnerDiedError, TimeoutError } from './errors.ts';
import { Lock, type LockHandle } from './lock.ts';
import { type AsyncWaitOptions, type Deadline, deadlineOf, hasPassed, type WaitOptions } from './waiting/deadline.ts';
import { allocateWords, type SharedHandle, wordsOf } from './waiting/shared-words.ts';
import { runAsync, runBlocking, type Steps } from './waiting/steps.ts';

/** What crosses to another thread in place of a `Condition`; it carries its lock. */
export interface ConditionHandle extends SharedHandle<'Condition'> {
  readonly lock: LockHandle;
}

/** Counts notifications. Read while the lock is held, so whatever comes after the release shows as a change. */
const SEQUENCE = 0;

/**
 * A place to wait until what a lock protects has changed. A wait may end without a notification (as everywhere): prefer
 * `waitFor`, which looks again.
 *
 * However a wait ends, also with an error, this thread holds the lock again afterwards. When the lock's owner died
 * meanwhile, the wait ends with `OwnerDiedError` and the lock in hand, as in POSIX: this thread is the one to repair.
 *
 * @example
 * const condition = new Condition();
 * { using _ = condition.lock.acquire(); condition.waitFor(() => stock[0] > 0); stock[0] -= 1; }
 * { using _ = condition.lock.acquire(); stock[0] += 1; condition.notify(); }
 */
export class Condition {
  /** The lock to hold around `wait` and `notify`. */
  readonly lock: Lock;
  #words = allocateWords(1);

  constructor(lock: Lock = new Lock()) {
    this.lock = lock;
  }

  /** The condition behind a handle. @throws TypeError when it is not the handle of a `Condition`. */
  static from(handle: ConditionHandle): Condition {
    const words = wordsOf('Condition', handle);
    const condition = new Condition(Lock.from(handle.lock));
    condition.#words = words;
    return condition;
  }

  /** What to hand to another thread; `Condition.from` turns it back. */
  get handle(): ConditionHandle {
    return { type: 'Condition', words: this.#words, lock: this.lock.handle };
  }

  /**
   * Releases the lock, blocks this thread until a notification, and takes the lock again.
   *
   * @throws TimeoutError after `timeoutMs`; NotOwnerError when this thread does not hold the lock; OwnerDiedError.
   */
  wait(options?: WaitOptions): void {
    const steps = this.#leave(options);
    const isNotified = runBlocking(steps);
    retake(this.lock);
    if (!isNotified) throw timedOut(options);
  }

  /**
   * `wait` without blocking the event loop, which stays alive meanwhile.
   *
   * @throws as `wait`; the reason of `signal` when it aborts first.
   */
  async waitAsync(options?: AsyncWaitOptions): Promise<void> {
    options?.signal?.throwIfAborted();
    const steps = this.#leave(options);
    let isNotified = false;
    try {
      isNotified = await runAsync(steps, options?.signal);
    } finally {
      await retakeAsync(this.lock);
    }
    if (!isNotified) throw timedOut(options);
  }

  /** Waits until the predicate, called with the lock held, is true; `timeoutMs` is for all of it. Throws as `wait`. */
  waitFor(predicate: () => boolean, options?: WaitOptions): void {
    const deadline = deadlineOf(options);
    while (!predicate()) this.wait({ timeoutMs: remainingMs(deadline) });
  }

  /** `waitFor` without blocking the event loop. Throws as `waitAsync`. */
  async waitForAsync(predicate: () => boolean, options?: AsyncWaitOptions): Promise<void> {
    const deadline = deadlineOf(options);
    while (!predicate()) await this.waitAsync({ timeoutMs: remainingMs(deadline), signal: options?.signal });
  }

  /**
   * Wakes this many waiters, in the order they came.
   *
   * @throws NotOwnerError when this thread does not hold the lock: without it the change could slip in between another
   * thread's look and its wait.
   */
  notify(count = 1): void {
    this.#requireLock('notified');
    Atomics.add(this.#words, SEQUENCE, 1);
    Atomics.notify(this.#words, SEQUENCE, count);
  }

  /** Wakes every waiter. @throws NotOwnerError as `notify`. */
  notifyAll(): void {
    this.notify(Number.POSITIVE_INFINITY);
  }

  #leave(options: WaitOptions | undefined): Steps<boolean> {
    const deadline = deadlineOf(options);
    this.#requireLock('waited for');
    const seen = Atomics.load(this.#words, SEQUENCE);
    this.lock.release();
    return changeSteps(this.#words, seen, deadline, this.lock);
  }

  #requireLock(verb: string): void {
    if (this.lock.isHeldByThisThread) return;
    throw new NotOwnerError(`a condition was ${verb} without its lock: acquire condition.lock first`);
  }
}

function* changeSteps(words: Int32Array, seen: number, deadline: Deadline, lock: Lock): Steps<boolean> {
  while (Atomics.load(words, SEQUENCE) === seen) {
    if (hasPassed(deadline)) return false;
    const awakening = yield { words, index: SEQUENCE, seen, deadline };
    // Whoever would have notified may have died with the lock: go and take it, and be told.
    if (awakening === 'timed-out' && lock.isOrphaned) return true;
  }
  return true;
}

function retake(lock: Lock): void {
  try {
    lock.acquire();
  } catch (error) {
    if (error instanceof OwnerDiedError) lock.recover();
    throw error;
  }
}

async function retakeAsync(lock: Lock): Promise<void> {
  try {
    await lock.acquireAsync();
  } catch (error) {
    if (error instanceof OwnerDiedError) await lock.recoverAsync();
    throw error;
  }
}

function remainingMs(deadline: Deadline): number | undefined {
  return deadline === Number.POSITIVE_INFINITY ? undefined : Math.max(0, deadline - performance.now());
}

function timedOut(options: WaitOptions | undefined): TimeoutError {
  return new TimeoutError(`the condition was not notified within ${options?.timeoutMs} ms (its lock is held again)`);
}
