import { expectRefusal, kataSeed, replayHint, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { countPrimes, sieve } from '#kata';
import { expectPrimes } from './expectations.ts';
import { primesBetween } from './expected.ts';

const random = seededRandom(kataSeed());

describe('count', () => {
  it('there are 5,761,455 primes below 10^8', async () => {
    expect(await countPrimes(0, 1e8, { workers: 2, chunkSize: 1_000_000 }), 'countPrimes(0, 1e8)').toBe(5_761_455);
  });

  it('a count is the number of primes in the range, whatever the chunks', async () => {
    const start = random.int(0, 1_000_000);
    const end = start + random.int(100_000, 200_000);
    for (const chunkSize of [random.int(900, 1100), 1_000_000]) {
      const call = `countPrimes(${start}, ${end}, { workers: 2, chunkSize: ${chunkSize} }) ${replayHint()}`;
      expect(await countPrimes(start, end, { workers: 2, chunkSize }), call).toBe(primesBetween(start, end).length);
    }
  });
});

describe('sieve', () => {
  it('gives the primes below a small limit, the limit itself left out', async () => {
    for (const limit of [0, 1, 2, 3, 4, 9, 25, 29, 30]) {
      expectPrimes(await sieve(limit), primesBetween(0, limit), `sieve(${limit})`);
    }
  });

  it('gives the primes below a limit that nobody knows beforehand', async () => {
    const limit = random.int(500_000, 1_000_000);
    expectPrimes(await sieve(limit), primesBetween(0, limit), `sieve(${limit})`);
  });

  it('refuses a negative, fractional or unsafe limit', async () => {
    for (const limit of [-1, 10.5, NaN, Infinity, 2 ** 53]) await expectRefusal(() => sieve(limit), `sieve(${limit})`);
  });
});
