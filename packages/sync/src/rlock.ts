import { AsyncLocalStorage } from 'node:async_hooks';
import { DeadlockError, NotOwnerError, TimeoutError } from './errors.ts';
import { type AsyncWaitOptions, deadlineOf, type WaitOptions } from './waiting/deadline.ts';
import { isLockedBySelf, lockSteps, tryLock, unlock } from './waiting/lock-word.ts';
import { allocateWords, type SharedHandle, wordsOf } from './waiting/shared-words.ts';
import { runAsync, runBlocking } from './waiting/steps.ts';

/** What crosses to another thread in place of an `RLock`. */
export type RLockHandle = SharedHandle<'RLock'>;

/** DEPTH and TASK are written by the owner only, so they need no atomics: the lock word orders them. */
const STATE = 0;
const DEPTH = 1;
const TASK = 2;
/** TASK while DEPTH is 0. An asynchronous acquirer owns the lock word one turn before it can write its task: no gap. */
const NO_TASK = 0;
/** The lock belongs to the thread as a whole, not to one of its tasks. */
const WHOLE_THREAD = -1;

/**
 * The tasks of this thread that the running code is part of, innermost last. A thread runs many asynchronous tasks in
 * turns, so "the owner is this thread" is not enough to let one in again: it must be the same task.
 */
const currentTasks = new AsyncLocalStorage<readonly number[]>();
let lastTask = NO_TASK;

/**
 * A lock that its owner may take again, and must release as often: for functions that lock and call each other.
 *
 * The owner is the thread for `acquire`, and the asynchronous task for `withLockAsync`. There is no `acquireAsync`: after
 * an `await` nothing would tell which task came back, so mutual exclusion between tasks could not be kept.
 *
 * @example
 * const lock = new RLock();
 * const deposit = (n: number) => lock.withLock(() => { balance += n; });
 * const transfer = () => lock.withLock(() => { deposit(-5); other.deposit(5); }); // no deadlock
 */
export class RLock implements Disposable {
  #words = allocateWords(3);

  /** The lock behind a handle. @throws TypeError when it is not the handle of an `RLock`. */
  static from(handle: RLockHandle): RLock {
    const lock = new RLock();
    lock.#words = wordsOf('RLock', handle);
    return lock;
  }

  /** What to hand to another thread; `RLock.from` turns it back. */
  get handle(): RLockHandle {
    return { type: 'RLock', words: this.#words };
  }

  /** How often the running code holds it: 0 when another thread or task does, or nobody. */
  get depth(): number {
    return this.#isMine() ? (this.#words[DEPTH] as number) : 0;
  }

  /**
   * Blocks this thread until it holds the lock once more. Returns the lock, so that `using` releases it.
   *
   * @throws TimeoutError after `timeoutMs`; OwnerDiedError when its owner died while holding it; DeadlockError when another
   * task of this thread holds it, which could not go on while this one blocks.
   */
  acquire(options?: WaitOptions): this {
    this.#refuseDeadlock();
    if (!this.#enter(options, false)) throw timedOut(options);
    return this;
  }

  /** Like `acquire`, but answers false when the time is over; without `timeoutMs` it does not wait. */
  tryAcquire({ timeoutMs = 0 }: WaitOptions = {}): boolean {
    return this.#enter({ timeoutMs }, false);
  }

  /** Takes the lock even when its owner died: afterwards repair what it protects, then release. Throws as `acquire`. */
  recover(options?: WaitOptions): this {
    this.#refuseDeadlock();
    if (!this.#enter(options, true)) throw timedOut(options);
    return this;
  }

  /**
   * Gives the lock back once; the last time, others can take it.
   *
   * @throws NotOwnerError when the running code does not hold it.
   */
  release(): void {
    if (!this.#isMine()) {
      throw new NotOwnerError(
        'an RLock was released by who does not hold it: release once per acquire, in the same task',
      );
    }
    const depth = (this.#words[DEPTH] as number) - 1;
    this.#words[DEPTH] = depth;
    if (depth > 0) return;
    this.#words[TASK] = NO_TASK;
    unlock(this.#words, STATE);
  }

  /** Runs a synchronous function while holding the lock, released however it ends. */
  withLock<T>(run: () => T, options?: WaitOptions): T {
    this.acquire(options);
    try {
      return run();
    } finally {
      this.release();
    }
  }

  /**
   * Runs an asynchronous function while its task holds the lock; nested calls within it are let in at once.
   *
   * @throws TimeoutError, OwnerDiedError as `acquire`; the reason of `signal` when it aborts first.
   */
  async withLockAsync<T>(run: () => T | PromiseLike<T>, options?: AsyncWaitOptions): Promise<T> {
    if (this.#isMine()) {
      options?.signal?.throwIfAborted();
      this.#again();
      return await this.#runHeld(run);
    }
    const steps = lockSteps(this.#words, STATE, deadlineOf(options));
    if (!(await runAsync(steps, options?.signal))) throw timedOut(options);
    const task = ++lastTask;
    this.#first(task);
    return await currentTasks.run([...(currentTasks.getStore() ?? []), task], () => this.#runHeld(run));
  }

  [Symbol.dispose](): void {
    this.release();
  }

  /** Releases as part of the task that holds the lock, so that a function which has released already is found out. */
  async #runHeld<T>(run: () => T | PromiseLike<T>): Promise<T> {
    try {
      return await run();
    } finally {
      this.release();
    }
  }

  #enter(options: WaitOptions | undefined, recovering: boolean): boolean {
    const deadline = deadlineOf(options);
    if (this.#isMine()) {
      this.#again();
      return true;
    }
    const isTaken = tryLock(this.#words, STATE) || runBlocking(lockSteps(this.#words, STATE, deadline, recovering));
    if (!isTaken) return false;
    this.#first(WHOLE_THREAD);
    return true;
  }

  #refuseDeadlock(): void {
    if (!isLockedBySelf(this.#words, STATE) || this.#isMine()) return;
    throw new DeadlockError(
      'another task of this thread holds the lock and cannot go on while this one blocks: use withLockAsync() here too',
    );
  }

  #isMine(): boolean {
    if (!isLockedBySelf(this.#words, STATE)) return false;
    const task = this.#words[TASK] as number;
    return task === WHOLE_THREAD || (currentTasks.getStore()?.includes(task) ?? false);
  }

  #first(task: number): void {
    this.#words[TASK] = task;
    this.#words[DEPTH] = 1;
  }

  #again(): void {
    this.#words[DEPTH] = (this.#words[DEPTH] as number) + 1;
  }
}

function timedOut(options: WaitOptions | undefined): TimeoutError {
  return new TimeoutError(`the lock was not free within ${options?.timeoutMs} ms: hold it for shorter, or wait longer`);
}
