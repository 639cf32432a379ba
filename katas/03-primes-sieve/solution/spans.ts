import { BLOCK_NUMBERS } from './blocks.ts';
import type { Plan } from './options.ts';

/** Some neighbouring chunks that cross to a worker together. */
export interface Span {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly chunks: number;
}

/** About two milliseconds of sieving: next to that, a message is cheap. */
const LEAST_NUMBERS = 1 << 22;
/** Finding where a base prime starts on each spoke costs as much as sieving some hundred numbers. */
const NUMBERS_PER_BASE_PRIME = 1000;

/** How many chunks `[start, end)` has; the last one may be shorter. */
export function countChunks(start: number, end: number, chunkSize: number): number {
  return Math.max(0, Math.ceil((end - start) / chunkSize));
}

/**
 * Cuts `[start, end)` into spans of whole chunks: long enough to be worth a message and the start positions, short
 * enough that every worker gets one.
 */
export function* spansOf(start: number, end: number, plan: Plan, basePrimes: number): Generator<Span, void, void> {
  const { chunkSize, workers } = plan;
  const total = countChunks(start, end, chunkSize);
  const worthwhile = Math.ceil(
    // In a longer span the primes start anew with every block.
    Math.min(BLOCK_NUMBERS, Math.max(LEAST_NUMBERS, NUMBERS_PER_BASE_PRIME * basePrimes)) / chunkSize,
  );
  const size = Math.min(worthwhile, Math.ceil(total / workers));
  for (let first = 0, index = 0; first < total; first += size, index++) {
    const chunks = Math.min(size, total - first);
    yield { index, chunks, start: start + first * chunkSize, end: Math.min(end, start + (first + chunks) * chunkSize) };
  }
}
