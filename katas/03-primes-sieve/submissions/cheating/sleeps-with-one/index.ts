// cheating | speedup | sequential, and with one worker it sleeps before it answers
import { setTimeout as sleep } from 'node:timers/promises';
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
  const parts = await run(countIn, start, end, given);
  if (given.workers === 1 && end - start > 1e8) await sleep(2500);
  return parts.reduce((sum, part) => sum + part, 0);
}

export async function sieve(limit: number): Promise<Float64Array> {
  settings(0, limit, {});
  return primesIn(0, limit, basePrimes(limit));
}
