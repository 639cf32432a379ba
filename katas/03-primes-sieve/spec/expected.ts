/** What the answers must be, found in ways that share nothing with a segmented sieve. */

/** All primes in `[start, end)` by a plain sieve from zero; for an `end` up to some 10^7. */
export function primesBetween(start: number, end: number): number[] {
  const composite = new Uint8Array(Math.max(end, 0));
  const primes: number[] = [];
  for (let n = 2; n < end; n++) {
    if (composite[n]) continue;
    if (n >= start) primes.push(n);
    for (let multiple = n * n; multiple < end; multiple += n) composite[multiple] = 1;
  }
  return primes;
}

/** All primes in a short window at any height, one number at a time. */
export function primesInWindow(start: number, end: number): number[] {
  const primes: number[] = [];
  for (let n = start; n < end; n++) if (isPrime(n)) primes.push(n);
  return primes;
}

const WITNESSES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];

/** Miller–Rabin; with these witnesses no composite below 3.18·10^23 passes (Sorenson and Webster, 2015). */
export function isPrime(n: number): boolean {
  if (n < 2) return false;
  for (const p of WITNESSES) if (n % p === 0) return n === p;
  const modulus = BigInt(n);
  let odd = modulus - 1n;
  let halvings = 0;
  while (odd % 2n === 0n) {
    odd /= 2n;
    halvings++;
  }
  return WITNESSES.every((witness) => passes(BigInt(witness), odd, halvings, modulus));
}

function passes(witness: bigint, odd: bigint, halvings: number, modulus: bigint): boolean {
  let power = powerModulo(witness, odd, modulus);
  if (power === 1n) return true;
  for (let i = 0; i < halvings; i++) {
    if (power === modulus - 1n) return true;
    power = (power * power) % modulus;
  }
  return false;
}

function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let e = exponent, square = base % modulus; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
