import { kataSeed, replayHint, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { countPrimes, primesInRange } from '#kata';
import { expectPrimes, rejectionOf } from './expectations.ts';
import { primesBetween } from './expected.ts';

const random = seededRandom(kataSeed());

/** Keeps the `n` of `{ done: n, total }` and checks that `total` is as expected. */
function listener(total: number) {
  const done: number[] = [];
  const onProgress = (progress: { done: number; total: number }) => {
    expect(progress.total, `total must be the number of chunks ${replayHint()}`).toBe(total);
    done.push(progress.done);
  };
  return { done, onProgress };
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('progress', () => {
  it('primesInRange tells of every chunk once: done counts 1, 2, … up to total', async () => {
    const chunks = random.int(10, 60);
    const { done, onProgress } = listener(chunks);
    await primesInRange(500, 500 + chunks * 1000, { workers: 2, chunkSize: 1000, onProgress });
    expect(done, replayHint()).toEqual(upTo(chunks));
  });

  it('countPrimes does the same, and a shorter last chunk is a chunk', async () => {
    const chunks = random.int(10, 60);
    const { done, onProgress } = listener(chunks + 1);
    await countPrimes(500, 501 + chunks * 1000, { workers: 2, chunkSize: 1000, onProgress });
    expect(done, replayHint()).toEqual(upTo(chunks + 1));
  });

  it('is silent once the promise has settled', async () => {
    const { done, onProgress } = listener(40);
    await countPrimes(0, 40_000, { workers: 2, chunkSize: 1000, onProgress });
    const heard = done.length;
    // Another whole call gives a late message time to arrive.
    await countPrimes(0, 40_000, { workers: 2, chunkSize: 1000 });
    expect(done.length, 'onProgress was called after the promise had settled').toBe(heard);
  });
});

describe('progress-throws', () => {
  it('an error thrown by onProgress rejects the call and ends the progress', async () => {
    for (const call of [primesInRange, countPrimes]) {
      let heard = 0;
      const onProgress = () => {
        heard++;
        throw new Error('no more, please');
      };
      const error = await rejectionOf(
        () => call(0, 1e8, { workers: 2, chunkSize: 1e6, onProgress }),
        'a throwing onProgress',
      );
      expect(error).toMatchObject({ message: 'no more, please' });
      expect(heard, 'onProgress was called again after it had thrown').toBe(1);
    }
  });
});

describe('independent-calls', () => {
  it('calls that run at the same time do not disturb each other', async () => {
    const [a, b] = [random.int(0, 50_000), random.int(50_000, 100_000)];
    const options = { workers: 2, chunkSize: 1000 };
    const [first, second, count] = await Promise.all([
      primesInRange(a, a + 30_000, options),
      primesInRange(b, b + 20_000, options),
      countPrimes(a, b, options),
    ]);
    expectPrimes(first, primesBetween(a, a + 30_000), `primesInRange(${a}, ${a + 30_000}) beside two other calls`);
    expectPrimes(second, primesBetween(b, b + 20_000), `primesInRange(${b}, ${b + 20_000}) beside two other calls`);
    expect(count, `countPrimes(${a}, ${b}) beside two other calls ${replayHint()}`).toBe(primesBetween(a, b).length);
  });
});
