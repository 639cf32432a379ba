import { kataSeed, replayHint, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { countPrimes, primesInRange } from '#kata';
import { expectPrimes } from './expectations.ts';
import { primesBetween } from './expected.ts';

const random = seededRandom(kataSeed());
const PRIMES = primesBetween(2, 1000);

function pick<T>(list: readonly T[]): T {
  return list[random.int(0, list.length)]!;
}

async function checkRange(start: number, end: number, options: { workers: number; chunkSize: number }): Promise<void> {
  const call = `primesInRange(${start}, ${end}, ${JSON.stringify(options)})`;
  expectPrimes(await primesInRange(start, end, options), primesBetween(start, end), call);
}

describe('range', () => {
  it('the exercise: 1 to 1,000,000 in 100 chunks of 10,000 holds 78,498 primes', async () => {
    const primes = await primesInRange(1, 1_000_000, { workers: 2, chunkSize: 10_000 });
    expectPrimes(primes, primesBetween(1, 1_000_000), 'primesInRange(1, 1_000_000)');
  });

  it('a range that nobody knows beforehand comes back whole and in ascending order', async () => {
    const start = random.int(0, 200_000);
    await checkRange(start, start + random.int(100_000, 200_000), { workers: 2, chunkSize: random.int(1000, 5000) });
    // Primes that others are crossed out with lie in this one, behind its start.
    await checkRange(random.int(60, 90), 120_000, { workers: 2, chunkSize: 50_000 });
  });

  it('the number of workers changes nothing in the answer, also when there are fewer chunks', async () => {
    const start = random.int(0, 20_000);
    for (const workers of [1, 3, 8]) await checkRange(start, start + 25_000, { workers, chunkSize: 4999 });
  });
});

describe('borders', () => {
  it('start belongs to the range, end does not', async () => {
    // The first ones too, which a wheel leaves out.
    for (const i of [0, 1, 2, 3, random.int(4, PRIMES.length - 1)]) {
      const [prime, following] = [PRIMES[i]!, PRIMES[i + 1]!];
      const call = `primesInRange(${prime}, ${following})`;
      expectPrimes(await primesInRange(prime, following, { workers: 2 }), [prime], call);
    }
  });

  it('0 and 1 are no primes, 2 is one', async () => {
    expectPrimes(await primesInRange(0, 2), [], 'primesInRange(0, 2)');
    expectPrimes(await primesInRange(1, 4), [2, 3], 'primesInRange(1, 4)');
  });

  it('every number belongs to exactly one chunk, also in chunks of 1, 2 and 3', async () => {
    const start = pick(PRIMES);
    for (const chunkSize of [1, 2, 3]) await checkRange(start, start + 40, { workers: 2, chunkSize });
  });

  it('the last chunk counts although it is shorter', async () => {
    const last = primesBetween(70_000, 80_000)[random.int(0, 800)]!;
    const chunkSize = 10_000;
    await checkRange(last - 6 * chunkSize, last + 1, { workers: 2, chunkSize });
  });

  it('the square of a prime is no prime, wherever the chunks begin', async () => {
    const prime = pick(PRIMES);
    const square = prime * prime;
    await checkRange(square, square + 1, { workers: 2, chunkSize: 10_000 });
    await checkRange(Math.max(0, square - 300), square + 1, { workers: 2, chunkSize: 100 });
  });
});

describe('empty-range', () => {
  it('where end is not above start there are no primes and no chunks', async () => {
    const start = random.int(10, 1_000_000);
    let heard = 0;
    const onProgress = () => void heard++;
    const expectSilence = (call: string) => {
      const law = `${call} has no chunks: onProgress must not be called`;
      expect(heard, `${law}, was called ${heard} times ${replayHint()}`).toBe(0);
    };
    for (const end of [start, start - 1, 0]) {
      const list = `primesInRange(${start}, ${end})`;
      expectPrimes(await primesInRange(start, end, { onProgress }), [], list);
      expectSilence(list);
      const count = `countPrimes(${start}, ${end})`;
      expect(await countPrimes(start, end, { onProgress }), `${count} ${replayHint()}`).toBe(0);
      expectSilence(count);
    }
  });
});
