import { kataSeed, rejectionOf, replayHint, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { countPrimes, primesInRange } from '#kata';
import { expectPrimes } from './expectations.ts';
import { primesBetween } from './expected.ts';

const random = seededRandom(kataSeed());

type Progress = { done: number; total: number };

/** Looks at what was heard when all is over: an error in the callback would be an error of whoever calls it. */
function expectProgress(heard: readonly Progress[], total: number): void {
  const done = heard.map((progress) => progress?.done);
  const totals = [...new Set(heard.map((progress) => progress?.total))];
  expect(done, `the done of every progress ${replayHint()}`).toEqual(Array.from({ length: total }, (_, i) => i + 1));
  expect(totals, `total must be the number of chunks ${replayHint()}`).toEqual([total]);
}

describe('progress', () => {
  it('primesInRange tells of every chunk once: done counts 1, 2, … up to total', async () => {
    const chunks = random.int(10, 60);
    const heard: Progress[] = [];
    const onProgress = (progress: Progress) => void heard.push(progress);
    await primesInRange(500, 500 + chunks * 1000, { workers: 2, chunkSize: 1000, onProgress });
    expectProgress(heard, chunks);
  });

  it('countPrimes does the same, and a shorter last chunk is a chunk', async () => {
    const chunks = random.int(10, 60);
    const heard: Progress[] = [];
    const onProgress = (progress: Progress) => void heard.push(progress);
    await countPrimes(500, 501 + chunks * 1000, { workers: 2, chunkSize: 1000, onProgress });
    expectProgress(heard, chunks + 1);
  });

  it('is silent once the promise has settled', async () => {
    let heard = 0;
    await countPrimes(0, 40_000, { workers: 2, chunkSize: 1000, onProgress: () => void heard++ });
    const heardAtTheEnd = heard;
    // Another whole call gives a late message time to arrive.
    await countPrimes(0, 40_000, { workers: 2, chunkSize: 1000 });
    expect(heard, 'onProgress was called after the promise had settled').toBe(heardAtTheEnd);
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
      expect(error, 'it must reject with what onProgress threw').toMatchObject({ message: 'no more, please' });
      // Whatever goes on has time to be heard.
      await countPrimes(0, 40_000, { workers: 2, chunkSize: 1000 });
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
