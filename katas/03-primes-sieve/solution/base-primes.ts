import { collectPrimes, forEachBlock } from './blocks.ts';

/** Below this a plain sieve is quicker than one in segments. */
const SMALL = 1 << 16;

/**
 * All primes from 7 up to the root of `end`: what is needed to sieve any range below `end`. They lie in shared memory,
 * because every worker reads them and nobody writes: at 2^53 there are 5.5 million.
 *
 * @param end at most 2^53 − 1.
 */
export function basePrimes(end: number): Uint32Array<SharedArrayBuffer> {
  // From 2 on, where the bound below holds; a prime more than needed does no harm.
  const limit = Math.floor(Math.sqrt(end)) + 2;
  const primes = new Uint32Array(new SharedArrayBuffer(4 * atMostPrimes(limit)));
  let count = 0;
  if (limit <= SMALL) count = plainSieve(limit, primes);
  else {
    forEachBlock(7, limit, basePrimes(limit), (block) => {
      count = collectPrimes(block, primes, count);
    });
  }
  return primes.subarray(0, count);
}

function plainSieve(limit: number, into: Uint32Array): number {
  let count = 0;
  const composite = new Uint8Array(limit);
  for (let n = 3; n < limit; n += 2) {
    if (composite[n]) continue;
    if (n > 5) into[count++] = n;
    for (let multiple = n * n; multiple < limit; multiple += 2 * n) composite[multiple] = 1;
  }
  return count;
}

/** π(x) < 1.25506 x / ln x for x > 1 (Rosser and Schoenfeld, 1962). */
function atMostPrimes(limit: number): number {
  return Math.ceil((1.25506 * limit) / Math.log(limit));
}
