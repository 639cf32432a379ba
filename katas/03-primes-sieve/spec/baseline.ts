/**
 * The grader's own sequential answer: an odd-only sieve of Eratosthenes in segments that stay in the cache.
 * A submission's speedup is measured against it, so it must not be slow. It stands alone: no imports.
 */

const SEGMENT = 1 << 16;
const COMPOSITE = 1;

/** How many primes lie in `[start, end)`. */
export async function countPrimes(start: number, end: number): Promise<number> {
  let count = start <= 2 && end > 2 ? 1 : 0;
  forEachSegment(start, end, (segment, words) => {
    count += segment.length - composites(words);
  });
  return count;
}

/** All primes in `[start, end)`, ascending. */
export async function primesInRange(start: number, end: number): Promise<Float64Array> {
  const primes: number[] = start <= 2 && end > 2 ? [2] : [];
  forEachSegment(start, end, (segment, _words, firstOdd) => {
    for (let i = segment.indexOf(0); i >= 0; i = segment.indexOf(0, i + 1)) primes.push(firstOdd + 2 * i);
  });
  return Float64Array.from(primes);
}

/** The primes below `limit`. */
export async function sieve(limit: number): Promise<Float64Array> {
  return primesInRange(0, limit);
}

/** `segment[i]` says whether `firstOdd + 2 * i` is composite; what lies beyond the range counts as composite. */
type Visit = (segment: Uint8Array, words: Uint32Array, firstOdd: number) => void;

function forEachSegment(start: number, end: number, visit: Visit): void {
  const first = Math.max(start + (start % 2 === 0 ? 1 : 0), 3);
  const odds = Math.ceil((end - first) / 2);
  if (odds <= 0) return;
  const primes = oddPrimesBelow(Math.floor(Math.sqrt(end)) + 2);
  const next = Uint32Array.from(primes, (p) => firstMultipleIndex(p, first));
  const segment = new Uint8Array(SEGMENT);
  const words = new Uint32Array(segment.buffer);
  for (let done = 0; done < odds; done += SEGMENT) {
    segment.fill(0);
    mark(segment, primes, next);
    if (odds - done < SEGMENT) segment.fill(COMPOSITE, odds - done);
    visit(segment, words, first + 2 * done);
  }
}

/** Crosses out the odd multiples of every prime and leaves in `next` where the following segment goes on. */
function mark(segment: Uint8Array, primes: Uint32Array, next: Uint32Array): void {
  for (let i = 0; i < primes.length; i++) next[i] = strike(segment, next[i]!, primes[i]!) - SEGMENT;
}

/** A function of its own: V8 keeps throwing away what it compiled for a hot loop that it entered inside another loop. */
function strike(segment: Uint8Array, from: number, step: number): number {
  let i = from;
  for (; i < SEGMENT; i += step) segment[i] = COMPOSITE;
  return i;
}

/** Index of the first odd multiple of `p` that is no smaller than `p²` and `first`. Exact: no product exceeds 2^53. */
function firstMultipleIndex(p: number, first: number): number {
  if (p * p >= first) return (p * p - first) / 2;
  const past = first % p;
  if (past === 0) return 0;
  const toNext = p - past;
  return (toNext % 2 === 0 ? toNext : toNext + p) / 2;
}

function oddPrimesBelow(limit: number): Uint32Array {
  const composite = new Uint8Array(limit >> 1);
  const primes: number[] = [];
  for (let i = 1; i < composite.length; i++) {
    if (composite[i]) continue;
    const p = 2 * i + 1;
    primes.push(p);
    for (let j = (p * p - 1) / 2; j < composite.length; j += p) composite[j] = COMPOSITE;
  }
  return Uint32Array.from(primes);
}

/** Sum of bytes that are 0 or 1, four at a time; a byte lane of 255 additions cannot overflow. */
function composites(words: Uint32Array): number {
  let sum = 0;
  for (let from = 0; from < words.length; from += 255) {
    const to = Math.min(words.length, from + 255);
    let lanes = 0;
    for (let i = from; i < to; i++) lanes = (lanes + words[i]!) | 0;
    const pairs = (lanes & 0xff00ff) + ((lanes >>> 8) & 0xff00ff);
    sum += (pairs & 0xffff) + (pairs >>> 16);
  }
  return sum;
}
