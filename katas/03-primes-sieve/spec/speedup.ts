import { type SpeedupWorkload, seededRandom } from '@paralelo/testkit';

interface Input {
  start: number;
  end: number;
}

/** 6·10^8 numbers: about 0.7 s for the sequential baseline on one core. Two new processes need some 0.1 s to start. */
const NUMBERS = 600_000_000;
/** Coarse enough that a message per chunk costs nothing, fine enough that 200 chunks balance on any machine. */
const CHUNK_SIZE = 3_000_000;

/** Counting the primes of a window near 10^9 that no one knows beforehand. */
export const speedup: SpeedupWorkload<typeof import('../src/index.ts'), Input, number> = {
  makeInput(seed) {
    const start = seededRandom(seed).int(1_000_000_000, 1_100_000_000);
    return { start, end: start + NUMBERS };
  },

  run: (kata, { start, end }, { workers }) => kata.countPrimes(start, end, { workers, chunkSize: CHUNK_SIZE }),

  check(answer, expected) {
    return answer === expected ? undefined : `counted ${String(answer)} primes, expected ${expected}`;
  },
};
