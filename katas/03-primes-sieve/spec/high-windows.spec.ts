import { kataSeed, replayHint, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { countPrimes, primesInRange } from '#kata';
import { expectPrimes } from './expectations.ts';
import { isPrime, primesInWindow } from './expected.ts';

const random = seededRandom(kataSeed());

async function checkWindow(start: number, end: number, chunkSize: number): Promise<void> {
  const call = `primesInRange(${start}, ${end}, { workers: 2, chunkSize: ${chunkSize} })`;
  expectPrimes(await primesInRange(start, end, { workers: 2, chunkSize }), primesInWindow(start, end), call);
}

describe('high-windows', () => {
  it('a million numbers from 10^12 on hold 36,249 primes', async () => {
    expect(await countPrimes(1e12, 1e12 + 1e6, { workers: 2, chunkSize: 100_000 })).toBe(36_249);
  });

  it('numbers do not wrap where 31 and 32 bits end', async () => {
    for (const border of [2 ** 31, 2 ** 32]) await checkWindow(border - 500, border + 500, 333);
  });

  it('a window that nobody knows beforehand, between 2^40 and 2^50, is exact', async () => {
    const start = random.int(2 ** 40, 2 ** 50);
    await checkWindow(start, start + 2000, 700);
  });

  it('the last window below 2^53 is exact', async () => {
    await checkWindow(Number.MAX_SAFE_INTEGER - 2000, Number.MAX_SAFE_INTEGER, 10_000);
  });

  it('the square of a prime above 2^26 is no prime', async () => {
    let prime = random.int(2 ** 26, 94_000_000);
    while (!isPrime(prime)) prime++;
    const square = prime * prime;
    const call = `countPrimes(${square}, ${square + 1}), where ${square} is the square of ${prime}`;
    expect(await countPrimes(square, square + 1, { workers: 2 }), `${call} ${replayHint()}`).toBe(0);
  });
});
