import { rejectionOf } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { countPrimes, primesInRange, sieve } from '#kata';

/** Many seconds of work: a call that does not stop resolves at the end of it, or runs into its test's time limit. */
const FAR_TOO_MUCH = 1e10;

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
    const controller = new AbortController();
    const oneChunk = 10 * FAR_TOO_MUCH;
    const options = { workers: 2, chunkSize: oneChunk, signal: controller.signal };
    const outcome = rejectionOf(() => countPrimes(0, oneChunk, options), 'an aborted call');
    const [error] = await Promise.all([outcome, sieve(100_000).then(() => controller.abort())]);
    expect(error, 'the call must reject with an AbortError').toMatchObject({ name: 'AbortError' });
  });

  it('an aborted call leaves the next one whole', async () => {
    const controller = new AbortController();
    const options = { workers: 2, signal: controller.signal, onProgress: () => controller.abort() };
    await rejectionOf(() => countPrimes(0, FAR_TOO_MUCH, { ...options, chunkSize: 1e6 }), 'an aborted call');
    expect(await countPrimes(0, 100_000, { workers: 2, chunkSize: 1000 })).toBe(9592);
  });
});
