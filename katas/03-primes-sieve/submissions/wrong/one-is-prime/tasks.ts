import { task, transfer } from '@paralelo/executors';
import { countIn, primesIn } from './kernel.ts';

export const countChunk = task(import.meta.url, function countChunk(start: number, end: number, base: Uint32Array) {
  return countIn(start, end, base);
});

export const listChunk = task(import.meta.url, function listChunk(start: number, end: number, base: Uint32Array) {
  const found = primesIn(start, end, base);
  const primes = start <= 1 && end > 1 ? Float64Array.of(1, ...found) : found;
  return transfer(primes, [primes.buffer]);
});
