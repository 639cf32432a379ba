import { setTimeout as sleep } from 'node:timers/promises';
import { type Alone, expectEarlyAbortHeard, rejectionOf, runToExit } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { countPrimes, primesInRange } from '#kata';

type Kata = Alone<typeof import('#kata')>;

/** Many seconds of work: a call that does not stop resolves at the end of it, or runs into its test's time limit. */
const FAR_TOO_MUCH = 1e10;
/** A minute of work and more, and far more numbers than bytes of memory. */
const HUGE_CHUNK = 1e11;
/** For whoever sends the small chunk to the worker that has the huge one: nobody hears of it then. */
const BOOTED_MS = 3000;
/** Whoever fills memory with the chunk needs the time. On a slow machine a wrong program may pass, a correct one always does. */
const DEEP_MS = 1000;

describe('abort', () => {
  it('a signal aborted beforehand rejects with its reason and starts nothing', async () => {
    const reason = new Error('changed my mind');
    const signal = AbortSignal.abort(reason);
    let heard = 0;
    const onProgress = () => void heard++;
    for (const call of [primesInRange, countPrimes]) {
      const error = await rejectionOf(() => call(0, 1_000_000, { workers: 2, signal, onProgress }), 'an aborted call');
      expect(error, 'the call must reject with signal.reason itself').toBe(reason);
    }
    expect(heard, 'chunks were sieved although the signal was aborted').toBe(0);
  });

  it('an abort is heard as soon as the call has begun, when no worker can have started', async () => {
    const options = { workers: 2, chunkSize: 1e6 };
    for (const call of [primesInRange, countPrimes]) {
      await expectEarlyAbortHeard(call.name, (signal) => () => call(0, FAR_TOO_MUCH, { ...options, signal }));
    }
  });

  it('an abort between chunks rejects with the reason, and nothing is heard afterwards', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    let heard = 0;
    const onProgress = ({ done }: { done: number }) => {
      heard++;
      if (done === 3) controller.abort(reason);
    };
    const options = { workers: 2, chunkSize: 1e6, signal: controller.signal, onProgress };
    const error = await rejectionOf(() => countPrimes(0, FAR_TOO_MUCH, options), 'an aborted call');
    expect(error, 'the call must reject with signal.reason itself').toBe(reason);
    const heardAtTheEnd = heard;
    await countPrimes(0, 40_000, { workers: 2, chunkSize: 1000 });
    expect(heard, 'onProgress was called after the promise had settled').toBe(heardAtTheEnd);
  });

  it('an abort in the middle of a chunk does not wait for the chunk', async () => {
    const reason = new Error('no time for that');
    const controller = new AbortController();
    const smallOne = Promise.withResolvers<void>();
    const onProgress = () => smallOne.resolve();
    const options = { workers: 2, chunkSize: HUGE_CHUNK, signal: controller.signal, onProgress };
    const call =
      'countPrimes(0, 10^11 + 10, { workers: 2, chunkSize: 10^11 }), aborted in the middle of the first chunk,';
    const outcome = rejectionOf(() => countPrimes(0, HUGE_CHUNK + 10, options), call);
    const inTheMiddle = Promise.race([smallOne.promise, sleep(BOOTED_MS)]).then(() => sleep(DEEP_MS));
    // Also over when the call is: it has failed by itself then.
    await Promise.race([inTheMiddle, outcome]);
    controller.abort(reason);
    const error = await outcome;
    const law = `${call} must reject with signal.reason at once, neither wait for the chunk nor fail in it`;
    expect(error, `${law}; it rejected with ${String(error)}`).toBe(reason);
  });

  it('an abort stops the work: the process comes to rest', async () => {
    const fate = await runToExit(
      async ({ kata, atRest }: Kata, farTooMuch, hugeChunk) => {
        const controller = new AbortController();
        const { signal } = controller;
        // One call is in the middle of every chunk it has by then, the other has thousands left.
        const onProgress = ({ done }: { done: number }) => void (done === 100 && controller.abort());
        // Nobody waits for its end: whoever finishes the chunks first works on.
        kata.countPrimes(0, 2 * hugeChunk, { workers: 2, chunkSize: hugeChunk, signal }).catch(() => {});
        const call = kata.countPrimes(0, farTooMuch, { workers: 2, chunkSize: 1e6, signal, onProgress });
        const fate = await call.then(
          () => 'resolved',
          (error: unknown) => (error === signal.reason ? 'rejected with signal.reason' : String(error)),
        );
        await atRest();
        return fate;
      },
      FAR_TOO_MUCH,
      HUGE_CHUNK,
    );
    expect(fate, 'an aborted call').toBe('rejected with signal.reason');
  });

  it('an aborted call leaves the next one whole', async () => {
    const controller = new AbortController();
    const options = { workers: 2, signal: controller.signal, onProgress: () => controller.abort() };
    await rejectionOf(() => countPrimes(0, FAR_TOO_MUCH, { ...options, chunkSize: 1e6 }), 'an aborted call');
    expect(await countPrimes(0, 100_000, { workers: 2, chunkSize: 1000 })).toBe(9592);
  });
});
