import { task, transfer } from '@paralelo/executors';
import { countIn, primesIn } from './kernel.ts';

export const countChunk = task(import.meta.url, function countChunk(start: number, end: number, base: Uint32Array) {
  return countIn(start, end, base);
});

export const listChunk = task(import.meta.url, function listChunk(start: number, end: number, base: Uint32Array) {
  const primes = primesIn(start, end, base);
  return transfer(primes, [primes.buffer]);
});
