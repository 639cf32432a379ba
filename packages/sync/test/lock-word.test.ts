import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { lockSteps, tryLock, unlock } from '../src/waiting/lock-word.ts';
import { allocateWords } from '../src/waiting/shared-words.ts';
import { self } from '../src/waiting/thread-identity.ts';

const CONTENDED = 1 << 28;
const STARVING = 1 << 29;
/** A running owner that is not this thread: nobody asks about its life unless a sleep ends by its slice. */
const OTHER = 77;

/** The steps of an acquisition, driven by hand: what a sleeper saw and wrote shows between two steps. */
function acquisition(words: Int32Array, deadline = Number.POSITIVE_INFINITY) {
  return lockSteps(words, 0, deadline);
}

describe('a lock word', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('names its owner and nothing else while nobody waits', () => {
    const words = allocateWords(1);
    expect([tryLock(words, 0), words[0]]).toEqual([true, self]);
    unlock(words, 0);
    expect(words[0]).toBe(0);
  });

  test('is marked by a sleeper before it sleeps, so that a release in between changes what the sleep compares with', () => {
    const words = allocateWords(1);
    words[0] = OTHER;
    const step = acquisition(words).next();
    expect([words[0], step.done, step.value]).toEqual([
      OTHER | CONTENDED,
      false,
      { words, index: 0, seen: OTHER | CONTENDED, deadline: Number.POSITIVE_INFINITY },
    ]);
  });

  test('that is free again may be overtaken until a sleeper has waited a millisecond, and no longer', () => {
    const words = allocateWords(1);
    words[0] = OTHER;
    const sleeper = acquisition(words);
    sleeper.next();
    words[0] = OTHER + 1; // released and overtaken at once
    sleeper.next('ok');
    expect(words[0]).toBe((OTHER + 1) | CONTENDED);
    vi.advanceTimersByTime(1);
    words[0] = OTHER + 2;
    sleeper.next('ok');
    expect(words[0]).toBe((OTHER + 2) | CONTENDED | STARVING);
  });

  test('that a starving sleeper waits for is reserved on release: arrivals queue up, who has slept takes it', () => {
    const words = allocateWords(1);
    words[0] = self | CONTENDED | STARVING;
    unlock(words, 0);
    expect([words[0], tryLock(words, 0)]).toEqual([STARVING, false]);
    const arrival = acquisition(words);
    expect(arrival.next().done).toBe(false);
    // Had the one that it was reserved for died, this is how it would be free for all again: after one sleep.
    expect(arrival.next('timed-out')).toEqual({ done: true, value: true });
    expect(words[0]).toBe(self | CONTENDED);
  });

  test('that is reserved is taken by a poll, which cannot wait for its turn', () => {
    const words = allocateWords(1);
    words[0] = STARVING;
    expect(acquisition(words, 0).next()).toEqual({ done: true, value: true });
  });

  test('is passed on by a sleeper that leaves with nothing: its wake-up goes to the next one', async () => {
    const words = allocateWords(1);
    words[0] = OTHER;
    const leaver = acquisition(words);
    leaver.next();
    const next = Atomics.waitAsync(words, 0, words[0] as number);
    leaver.return(false);
    expect(await next.value).toBe('ok');
  });
});
