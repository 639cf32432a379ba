// wrong | bad-bounds | bad bounds are quietly replaced by zero
import { basePrimes, primesIn } from './kernel.ts';
import { run } from './run.ts';
import { type SieveOptions, settings } from './settings.ts';
import { countChunk, listChunk } from './tasks.ts';

const repaired = (bound: number) => (Number.isSafeInteger(bound) && bound >= 0 ? bound : 0);

export async function primesInRange(start: number, end: number, options: SieveOptions = {}): Promise<Float64Array> {
  const parts = await run(listChunk, repaired(start), repaired(end), settings(0, 0, options));
  const primes = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    primes.set(part, at);
    at += part.length;
  }
  return primes;
}

export async function countPrimes(start: number, end: number, options: SieveOptions = {}): Promise<number> {
  const parts = await run(countChunk, repaired(start), repaired(end), settings(0, 0, options));
  return parts.reduce((sum, part) => sum + part, 0);
}

export async function sieve(limit: number): Promise<Float64Array> {
  settings(0, limit, {});
  return primesIn(0, limit, basePrimes(limit));
}
