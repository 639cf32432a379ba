import { TimeoutError } from './errors.ts';
import { type AsyncWaitOptions, type Deadline, deadlineOf, hasPassed, type WaitOptions } from './waiting/deadline.ts';
import { allocateWords, type SharedHandle, wordsOf } from './waiting/shared-words.ts';
import { runAsync, runBlocking, type Steps } from './waiting/steps.ts';

/** What crosses to another thread in place of an `Event`. */
export type EventHandle = SharedHandle<'Event'>;

/** Odd: set. Even: not set. Every change adds one, so a set followed at once by a clear still shows to who waited. */
const STATE = 0;

/**
 * A flag that threads wait for: once set, everybody passes until it is cleared.
 *
 * @example
 * const ready = new Event();
 * new Worker(url, { workerData: { ready: ready.handle } }); // there: loadTables(); Event.from(workerData.ready).set();
 * await ready.waitAsync({ timeoutMs: 5_000 });
 */
export class Event {
  #words = allocateWords(1);

  /** The event behind a handle. @throws TypeError when it is not the handle of an `Event`. */
  static from(handle: EventHandle): Event {
    const event = new Event();
    event.#words = wordsOf('Event', handle);
    return event;
  }

  /** What to hand to another thread; `Event.from` turns it back. */
  get handle(): EventHandle {
    return { type: 'Event', words: this.#words };
  }

  /** Whether the flag is set now. */
  get isSet(): boolean {
    return isOdd(Atomics.load(this.#words, STATE));
  }

  /** Sets the flag and wakes everybody who waits; setting it twice changes nothing. */
  set(): void {
    const seen = Atomics.load(this.#words, STATE);
    if (isOdd(seen)) return;
    // Losing this race means that another thread has just set it.
    Atomics.compareExchange(this.#words, STATE, seen, (seen + 1) | 0);
    Atomics.notify(this.#words, STATE);
  }

  /** Clears the flag; clearing it twice changes nothing. */
  clear(): void {
    const seen = Atomics.load(this.#words, STATE);
    if (isOdd(seen)) Atomics.compareExchange(this.#words, STATE, seen, (seen + 1) | 0);
  }

  /**
   * Blocks this thread until the flag is set.
   *
   * @throws TimeoutError after `timeoutMs`.
   */
  wait(options?: WaitOptions): void {
    if (!runBlocking(setSteps(this.#words, deadlineOf(options)))) throw timedOut(options);
  }

  /**
   * Waits without blocking the event loop, which stays alive meanwhile.
   *
   * @throws TimeoutError after `timeoutMs`; the reason of `signal` when it aborts first.
   */
  async waitAsync(options?: AsyncWaitOptions): Promise<void> {
    const steps = setSteps(this.#words, deadlineOf(options));
    if (!(await runAsync(steps, options?.signal))) throw timedOut(options);
  }
}

function* setSteps(words: Int32Array, deadline: Deadline): Steps<boolean> {
  const seen = Atomics.load(words, STATE);
  if (isOdd(seen)) return true;
  for (;;) {
    if (Atomics.load(words, STATE) !== seen) return true;
    if (hasPassed(deadline)) return false;
    yield { words, index: STATE, seen, deadline };
  }
}

function isOdd(state: number): boolean {
  return (state & 1) === 1;
}

function timedOut(options: WaitOptions | undefined): TimeoutError {
  return new TimeoutError(
    `the event was not set within ${options?.timeoutMs} ms: is the thread that sets it still alive?`,
  );
}
