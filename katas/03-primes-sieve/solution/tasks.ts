/** What a worker loads: nothing but arithmetic, because loading is most of what a new worker costs. */

import { collectPrimes, countPrimeFlags, forEachSegment } from './segments.ts';

export type PrimeArray = Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** The number of primes in `[start, end)`; keeps none of them. */
export function countSpan(start: number, end: number, base: Uint32Array): number {
  let count = hasTwo(start, end) ? 1 : 0;
  forEachSegment(start, end, base, (flags) => {
    count += countPrimeFlags(flags);
  });
  return count;
}

/** The primes in `[start, end)`, ascending. */
export function listSpan(start: number, end: number, base: Uint32Array): PrimeArray {
  let primes = emptyPrimes(1024, end);
  let count = 0;
  if (hasTwo(start, end)) primes[count++] = 2;
  forEachSegment(start, end, base, (flags, firstOdd) => {
    const needed = count + countPrimeFlags(flags);
    if (needed > primes.length) primes = grown(primes, Math.max(needed, 2 * primes.length), end);
    count = collectPrimes(flags, firstOdd, primes, count);
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

function hasTwo(start: number, end: number): boolean {
  return start <= 2 && end > 2;
}
