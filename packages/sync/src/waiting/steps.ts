import type { Deadline } from './deadline.ts';
import { keepAlive } from './keep-alive.ts';

/** "Sleep while `words[index]` is still `seen`, at most until `deadline`." */
export interface Sleep {
  readonly words: Int32Array;
  readonly index: number;
  readonly seen: number;
  readonly deadline: Deadline;
}

/** Why a sleep ended: notified, the word had already changed, or the slice was over. */
export type Awakening = 'ok' | 'not-equal' | 'timed-out';

/**
 * An algorithm that waits, written once: it yields each sleep and is driven either by `runBlocking` or by `runAsync`.
 * Rules for authors: re-read the word after every sleep (it may end for no reason), and leave `finally` to pass on a
 * wake-up that was meant for somebody when leaving with nothing.
 */
export type Steps<T> = Generator<Sleep, T, Awakening>;

/**
 * No sleep is longer than this. A thread that is terminated between being notified and acting takes that wake-up with
 * it, and the death of a lock's owner notifies nobody: both are noticed when the slice ends.
 */
export const SLICE_MS = 50;

function sliceOf(deadline: Deadline): number {
  return deadline === Number.POSITIVE_INFINITY
    ? SLICE_MS
    : Math.max(0, Math.min(SLICE_MS, deadline - performance.now()));
}

/** Drives the steps by putting this thread to sleep; nothing else of the thread runs meanwhile. */
export function runBlocking<T>(steps: Steps<T>): T {
  let step = steps.next('not-equal');
  while (!step.done) {
    const { words, index, seen, deadline } = step.value;
    step = steps.next(Atomics.wait(words, index, seen, sliceOf(deadline)));
  }
  return step.value;
}

/**
 * Drives the steps on the event loop, which stays alive until they end.
 *
 * @throws the signal's reason when it aborts first.
 */
export async function runAsync<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  signal?.throwIfAborted();
  let step = steps.next('not-equal');
  if (step.done) return step.value;
  let asleep = step.value;
  // An asynchronous sleep cannot be withdrawn. Left behind, it would swallow a later notify(1) that somebody else needs,
  // so an abort wakes every sleeper of the word: the others look again and go back to sleep.
  const wakeAll = () => Atomics.notify(asleep.words, asleep.index);
  signal?.addEventListener('abort', wakeAll);
  using _ = keepAlive();
  try {
    while (!step.done) {
      asleep = step.value;
      const wait = Atomics.waitAsync(asleep.words, asleep.index, asleep.seen, sliceOf(asleep.deadline));
      const awakening = wait.async ? await wait.value : wait.value;
      step = signal?.aborted ? steps.throw(signal.reason) : steps.next(awakening);
    }
    return step.value;
  } finally {
    signal?.removeEventListener('abort', wakeAll);
  }
}
