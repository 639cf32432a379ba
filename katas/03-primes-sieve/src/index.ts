/** `onProgress` hears of every chunk as it settles; `signal` stops the work. */
export interface SieveOptions {
  workers?: number; // at most so many chunks at once; default os.availableParallelism()
  chunkSize?: number; // numbers in a chunk; default 10_000
  onProgress?: (progress: { done: number; total: number }) => void;
  signal?: AbortSignal;
}
export type Primes = Uint32Array | Float64Array;

/** All primes in `[start, end)`, ascending. `await primesInRange(10, 20)` → `Uint32Array [11, 13, 17, 19]`. */
export async function primesInRange(start: number, end: number, options: SieveOptions = {}): Promise<Primes> {
  return todo(start, end, options); // TODO: cut the range into chunks, sieve them on several workers, join the answers
}

/** How many primes lie in `[start, end)`. `await countPrimes(1, 1_000_000)` → `78498`. */
export async function countPrimes(start: number, end: number, options: SieveOptions = {}): Promise<number> {
  return todo(start, end, options); // TODO: the same, but nobody keeps the primes
}

/** The primes below `limit`, one after the other on this thread, to compare with. `await sieve(8)` → `[2, 3, 5, 7]`. */
export async function sieve(limit: number): Promise<Primes> {
  return todo(limit); // TODO: start here, with a plain sieve of Eratosthenes
}

function todo(..._given: unknown[]): never {
  throw new Error('not written yet: edit src/index.ts in katas/03-primes-sieve, then run `pnpm test`');
}
