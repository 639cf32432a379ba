import { BrokenBarrierError, TimeoutError } from './errors.ts';
import { requireInteger } from './require-integer.ts';
import { type AsyncWaitOptions, type Deadline, deadlineOf, hasPassed, type WaitOptions } from './waiting/deadline.ts';
import { allocateWords, type SharedHandle, wordsOf } from './waiting/shared-words.ts';
import { runAsync, runBlocking, type Steps } from './waiting/steps.ts';

/** What crosses to another thread in place of a `Barrier`. */
export type BarrierHandle = SharedHandle<'Barrier'>;

/*
 * The whole barrier is one word, so every change is one compare-and-exchange and no two can mix:
 *
 *   bits  0–9   how many have arrived
 *   bit     10  BROKEN
 *   bits 11–18  ROUND, counts rounds that are over: everybody got through, or somebody called reset()
 *   bits 19–30  HISTORY, a shift register: bit 19 + k says that the round k + 1 ago ended by a reset
 *
 * Who waits remembers its round. Another ROUND means that it is over, and HISTORY tells how, even to who sleeps through
 * several. Past 12 rounds it counts as passed (a reset is the exception), and 256 rounds look like none: a thread cannot
 * oversleep that far, because a round needs every party.
 */
const STATE = 0;
const PARTIES = 1;
const ARRIVED = (1 << 10) - 1;
const BROKEN = 1 << 10;
const ROUND_SHIFT = 11;
const ROUND = 0xff;
const HISTORY_SHIFT = 19;
const HISTORY = 0xfff;

/**
 * A meeting point: nobody passes until `parties` threads have arrived; then all do, and it is ready for the next round.
 *
 * A party that times out, is aborted or calls `abort` breaks it for all. One that dies before it arrives cannot be known
 * here: give the others a `timeoutMs`.
 *
 * @example
 * const barrier = new Barrier(4);
 * // in each of 4 workers: for (const round of rounds) { compute(round); Barrier.from(workerData.barrier).wait(); }
 */
export class Barrier {
  #words = allocateWords(2);

  /** @throws TypeError, RangeError when `parties` is not an integer from 1 to 1023. */
  constructor(parties: number) {
    this.#words[PARTIES] = requireInteger('parties', parties, 1, ARRIVED);
  }

  /** The barrier behind a handle. @throws TypeError when it is not the handle of a `Barrier`. */
  static from(handle: BarrierHandle): Barrier {
    const barrier = new Barrier(1);
    barrier.#words = wordsOf('Barrier', handle);
    return barrier;
  }

  /** What to hand to another thread; `Barrier.from` turns it back. */
  get handle(): BarrierHandle {
    return { type: 'Barrier', words: this.#words };
  }

  /** How many threads it takes. */
  get parties(): number {
    return this.#words[PARTIES] as number;
  }

  /** How many wait now. */
  get waiting(): number {
    const seen = Atomics.load(this.#words, STATE);
    return isBroken(seen) ? 0 : seen & ARRIVED;
  }

  /** Whether every wait fails until `reset`. */
  get isBroken(): boolean {
    return isBroken(Atomics.load(this.#words, STATE));
  }

  /**
   * Blocks this thread until everybody is here; gives the order of arrival, 0 to parties − 1, so that one can be chosen
   * for what only one should do.
   *
   * @throws TimeoutError after `timeoutMs`, which breaks the barrier; BrokenBarrierError when it is or gets broken.
   */
  wait(options?: WaitOptions): number {
    return runBlocking(arrivalSteps(this.#words, deadlineOf(options)));
  }

  /**
   * Waits without blocking the event loop, which stays alive meanwhile.
   *
   * @throws as `wait`; the reason of `signal` when it aborts first, which breaks the barrier.
   */
  async waitAsync(options?: AsyncWaitOptions): Promise<number> {
    return await runAsync(arrivalSteps(this.#words, deadlineOf(options)), options?.signal);
  }

  /** Breaks the barrier: everybody who waits or comes later gets a BrokenBarrierError until `reset`. */
  abort(): void {
    change(this.#words, (seen) => seen | BROKEN);
  }

  /** Makes the barrier as new; who waits at that moment gets a BrokenBarrierError. */
  reset(): void {
    change(this.#words, (seen) => nextRound(seen, true));
  }
}

function* arrivalSteps(words: Int32Array, deadline: Deadline): Steps<number> {
  const parties = words[PARTIES] as number;
  const before = change(words, (seen) => {
    if (isBroken(seen)) throw broken();
    const isLast = (seen & ARRIVED) + 1 === parties;
    return isLast ? nextRound(seen, false) : seen + 1;
  });
  const order = before & ARRIVED;
  if (order === parties - 1) return order;
  let isOver = false;
  try {
    for (;;) {
      const seen = Atomics.load(words, STATE);
      isOver = !isSameRound(seen, before);
      if (isOver) {
        if (isBrokenFor(seen, before)) throw broken();
        return order;
      }
      if (hasPassed(deadline)) {
        // Unless the round was decided in this very moment: then look again.
        isOver = isSameRound(breakRound(words, before), before);
        if (isOver) throw timedOut(before & ARRIVED, parties);
        continue;
      }
      yield { words, index: STATE, seen, deadline };
    }
  } finally {
    // Aborted: the round can never be complete, so the others must not wait for it.
    if (!isOver) breakRound(words, before);
  }
}

function breakRound(words: Int32Array, before: number): number {
  return change(words, (seen) => (isSameRound(seen, before) ? seen | BROKEN : seen));
}

function roundOf(state: number): number {
  return (state >> ROUND_SHIFT) & ROUND;
}

/** Nobody has arrived, nothing is broken, and the history knows how the round before ended. */
function nextRound(state: number, byReset: boolean): number {
  const history = (((state >> HISTORY_SHIFT) << 1) | (byReset ? 1 : 0)) & HISTORY;
  return (history << HISTORY_SHIFT) | (((roundOf(state) + 1) & ROUND) << ROUND_SHIFT);
}

function isSameRound(seen: number, before: number): boolean {
  return roundOf(seen) === roundOf(before) && !isBroken(seen);
}

/** How a round that is over ended for who arrived in it. */
function isBrokenFor(seen: number, before: number): boolean {
  const roundsAgo = (roundOf(seen) - roundOf(before)) & ROUND;
  if (roundsAgo === 0) return isBroken(seen);
  return ((((seen >> HISTORY_SHIFT) & HISTORY) >> (roundsAgo - 1)) & 1) === 1;
}

function isBroken(state: number): boolean {
  return (state & BROKEN) !== 0;
}

/** Replaces the state atomically, wakes everybody unless it was a mere arrival, and gives the state before. */
function change(words: Int32Array, next: (seen: number) => number): number {
  for (;;) {
    const seen = Atomics.load(words, STATE);
    const wanted = next(seen);
    if (Atomics.compareExchange(words, STATE, seen, wanted) !== seen) continue;
    if (!isSameRound(wanted, seen)) Atomics.notify(words, STATE);
    return seen;
  }
}

function timedOut(earlier: number, parties: number): TimeoutError {
  return new TimeoutError(
    `of ${parties} parties ${earlier} had arrived before this one, and not all came in time: the barrier is broken now, ` +
      'call reset() to use it again',
  );
}

function broken(): BrokenBarrierError {
  return new BrokenBarrierError(
    'the barrier is broken: a party timed out, was aborted, or somebody called abort() or reset(); call reset() once ' +
      'everybody has left, then start the round again',
  );
}
