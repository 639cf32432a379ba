/** The odd primes up to the root of `end`, in memory that every thread sees. */
export function basePrimes(end: number): Uint32Array<SharedArrayBuffer> {
  const root = Math.floor(Math.sqrt(end));
  const isPrime = new Uint8Array(root + 1).fill(1);
  for (let n = 3; n * n <= root; n += 2) {
    if (isPrime[n]) for (let multiple = n * n; multiple <= root; multiple += 2 * n) isPrime[multiple] = 0;
  }
  const primes: number[] = [];
  for (let n = 3; n <= root; n += 2) if (isPrime[n]) primes.push(n);
  const shared = new Uint32Array(new SharedArrayBuffer(4 * primes.length));
  shared.set(primes);
  return shared;
}

export function countIn(start: number, end: number, base: Uint32Array): number {
  let count = 0;
  for (const flag of flagsOf(start, end, base)) count += flag;
  return count;
}

export function primesIn(start: number, end: number, base: Uint32Array): Float64Array<ArrayBuffer> {
  const primes: number[] = [];
  flagsOf(start, end, base).forEach((flag, i) => {
    if (flag) primes.push(start + i);
  });
  return Float64Array.from(primes);
}

/** One flag for every number of `[start, end)`: 1 where it is a prime. */
function flagsOf(start: number, end: number, base: Uint32Array): Uint8Array {
  const size = Math.max(0, end - start);
  const isPrime = new Uint8Array(size).fill(1);
  for (let i = 0; i < size && start + i < 2; i++) isPrime[i] = 0;
  crossOut(isPrime, Math.max(4 - start, start % 2), 2);
  for (const prime of base) crossOut(isPrime, firstMultiple(prime, start), prime);
  return isPrime;
}

function crossOut(isPrime: Uint8Array, from: number, step: number): void {
  for (let i = from; i < isPrime.length; i += step) isPrime[i] = 0;
}

/** Index of the first multiple of `p`, from its square on. */
function firstMultiple(p: number, start: number): number {
  if (p * p >= start) return p * p - start;
  const rest = start - Math.floor(start / p) * p;
  return rest > 0 ? p - rest : 0;
}
