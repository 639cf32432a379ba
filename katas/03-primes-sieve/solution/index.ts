import { taskRef } from '@paralelo/executors';
import { basePrimes } from './base-primes.ts';
import { checkWhole, planOf, type SieveOptions } from './options.ts';
import { runSpans } from './run-spans.ts';
import { joined, listSpan, type PrimeArray } from './tasks.ts';

/** What workers run, by name: they load `tasks.ts`, and never this file. */
const spanTask = taskRef<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url));

/**
 * All primes in `[start, end)`, ascending: 32-bit numbers where they fit, doubles above.
 *
 * @throws RangeError or TypeError for a bad bound or option; the signal's reason when it aborts.
 * @example
 * await primesInRange(10, 20); // Uint32Array [11, 13, 17, 19]
 */
export async function primesInRange(start: number, end: number, options: SieveOptions = {}): Promise<PrimeArray> {
  checkWhole({ start, end }, 0);
  const parts: PrimeArray[] = [];
  await runSpans(spanTask('listSpan'), start, end, planOf(options), (primes, span) => {
    parts[span.index] = primes;
  });
  return joined(parts, end);
}

/**
 * How many primes lie in `[start, end)`.
 *
 * @throws RangeError or TypeError for a bad bound or option; the signal's reason when it aborts.
 * @example
 * await countPrimes(1, 1_000_000); // 78498
 */
export async function countPrimes(start: number, end: number, options: SieveOptions = {}): Promise<number> {
  checkWhole({ start, end }, 0);
  let count = 0;
  await runSpans(spanTask('countSpan'), start, end, planOf(options), (primes) => {
    count += primes;
  });
  return count;
}

/**
 * The primes below `limit`, sieved on this thread alone.
 *
 * @throws RangeError when `limit` is no whole number from 0 to 2^53 − 1.
 * @example
 * await sieve(8); // Uint32Array [2, 3, 5, 7]
 */
export async function sieve(limit: number): Promise<PrimeArray> {
  checkWhole({ limit }, 0);
  return listSpan(0, limit, basePrimes(limit));
}
