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
  const parts: ArrayLike<number>[] = [wheelPrimes(start, end)];
  forEachBlock(start, end, base, (block) => {
    const primes = emptyPrimes(countPrimeFlags(block), end);
    collectPrimes(block, primes, 0);
    parts.push(primes);
  });
  return joined(parts, end);
}

/** One array of all of them, each part behind the one before. */
export function joined(parts: readonly ArrayLike<number>[], end: number): PrimeArray {
  const primes = emptyPrimes(
    parts.reduce((length, part) => length + part.length, 0),
    end,
  );
  let at = 0;
  for (const part of parts) {
    primes.set(part, at);
    at += part.length;
  }
  return primes;
}

/** Four bytes a prime where 32 bits hold them, eight above. */
function emptyPrimes(length: number, end: number): PrimeArray {
  return end <= 2 ** 32 ? new Uint32Array(length) : new Float64Array(length);
}

function wheelPrimes(start: number, end: number): number[] {
  return WHEEL_PRIMES.filter((prime) => start <= prime && prime < end);
}
