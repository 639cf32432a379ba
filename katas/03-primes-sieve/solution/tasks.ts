/** What a worker loads: nothing but arithmetic, because loading is most of what a new worker costs. */

import { collectPrimes, countPrimeFlags, forEachBlock } from './blocks.ts';
import { WHEEL_PRIMES } from './wheel.ts';

export type PrimeArray = Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** The number of primes in `[start, end)`; keeps none of them. */
export function countSpan(start: number, end: number, base: Uint32Array): number {
  let count = wheelPrimes(start, end).length;
  forEachBlock(start, end, base, (block) => {
    count += countPrimeFlags(block);
  });
  return count;
}

/** The primes in `[start, end)`, ascending. */
export function listSpan(start: number, end: number, base: Uint32Array): PrimeArray {
  let primes = emptyPrimes(1024, end);
  let count = 0;
  for (const prime of wheelPrimes(start, end)) primes[count++] = prime;
  forEachBlock(start, end, base, (block) => {
    const needed = count + countPrimeFlags(block);
    if (needed > primes.length) primes = grown(primes, Math.max(needed, 2 * primes.length), end);
    count = collectPrimes(block, primes, count);
  });
  return primes.slice(0, count);
}

/** Four bytes a prime where 32 bits hold them, eight above. */
export function emptyPrimes(length: number, end: number): PrimeArray {
  return end <= 2 ** 32 ? new Uint32Array(length) : new Float64Array(length);
}

function grown(primes: PrimeArray, length: number, end: number): PrimeArray {
  const larger = emptyPrimes(length, end);
  larger.set(primes);
  return larger;
}

function wheelPrimes(start: number, end: number): number[] {
  return WHEEL_PRIMES.filter((prime) => start <= prime && prime < end);
}
