// wrong | progress, progress-throws | the last progress is told on a later turn of the event loop
import { basePrimes, primesIn } from './kernel.ts';
import { run } from './run.ts';
import { type SieveOptions, settings } from './settings.ts';
import { countChunk, listChunk } from './tasks.ts';

export async function primesInRange(start: number, end: number, options: SieveOptions = {}): Promise<Float64Array> {
  const parts = await run(listChunk, start, end, settings(start, end, options));
  const primes = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    primes.set(part, at);
    at += part.length;
  }
  return primes;
}

export async function countPrimes(start: number, end: number, options: SieveOptions = {}): Promise<number> {
  const parts = await run(countChunk, start, end, settings(start, end, options));
  return parts.reduce((sum, part) => sum + part, 0);
}

export async function sieve(limit: number): Promise<Float64Array> {
  settings(0, limit, {});
  return primesIn(0, limit, basePrimes(limit));
}
