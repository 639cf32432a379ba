/** Runs inside the workers and on the main thread alike: pure, no I/O. */

import { PATTERN_PRIMES, stampPattern } from './small-primes.ts';

/** Numbers sieved from one set of start positions: so few that a position is a small integer, the fast kind in V8. */
const BLOCK = 2 ** 31;
const BEYOND_BLOCK = 2 ** 31 - 1;
/** Flags in one segment: 64 KiB, so that crossing out stays in the cache. */
const SEGMENT = 1 << 16;
const COMPOSITE = 1;

/**
 * `flags[i]` for `i < length` is 0 where `firstOdd + 2 * i` is prime; beyond `length` all flags are 1.
 * The visitor must not keep `flags`: the next segment is written over it.
 */
export type VisitSegment = (flags: Uint8Array, firstOdd: number) => void;

/**
 * Sieves the odd numbers of `[start, end)`, from 3 up, segment by segment. Exact up to 2^53 − 1.
 *
 * @param base all odd primes up to the root of `end`, ascending; more do no harm.
 */
export function forEachSegment(start: number, end: number, base: Uint32Array, visit: VisitSegment): void {
  for (let from = start; from < end; from += BLOCK) sieveBlock(from, Math.min(end, from + BLOCK), base, visit);
}

function sieveBlock(start: number, end: number, base: Uint32Array, visit: VisitSegment): void {
  const firstOdd = Math.max(start + (start % 2 === 0 ? 1 : 0), 3);
  const odds = Math.ceil((end - firstOdd) / 2);
  if (odds <= 0) return;
  // Every segment looks at every base prime: where there are millions of them, longer segments look less often.
  const segments = Math.ceil(odds / Math.max(SEGMENT, base.length >> 1));
  // Equal segments, so that the last one is not sieved for nothing; whole words, because flags are counted by four.
  const size = Math.ceil(odds / segments / 4) * 4;
  const flags = new Uint8Array(size);
  const next = firstMultiples(base, firstOdd);
  for (let done = 0; done < odds; done += size) {
    stampPattern(flags, firstOdd + 2 * done);
    crossOut(flags, base, next);
    if (odds - done < size) flags.fill(COMPOSITE, odds - done);
    visit(flags, firstOdd + 2 * done);
  }
}

/** How many flags are 0: sums bytes four at a time, in runs of 255 so that no lane of a word overflows. */
export function countPrimeFlags(flags: Uint8Array): number {
  const words = new Uint32Array(flags.buffer, flags.byteOffset, flags.length >> 2);
  let composites = 0;
  for (let from = 0; from < words.length; from += 255) {
    const to = Math.min(words.length, from + 255);
    let lanes = 0;
    for (let i = from; i < to; i++) lanes = (lanes + words[i]!) | 0;
    const pairs = (lanes & 0xff00ff) + ((lanes >>> 8) & 0xff00ff);
    composites += (pairs & 0xffff) + (pairs >>> 16);
  }
  return flags.length - composites;
}

/** Writes the primes of a segment into `into` from index `at` on; returns the index after the last one. */
export function collectPrimes(
  flags: Uint8Array,
  firstOdd: number,
  into: Uint32Array | Float64Array,
  at: number,
): number {
  let next = at;
  for (let i = 0; i < flags.length; i++) if (flags[i] === 0) into[next++] = firstOdd + 2 * i;
  return next;
}

/** Leaves in `next` where the following segment goes on; the multiples of the smallest primes are stamped already. */
function crossOut(flags: Uint8Array, base: Uint32Array, next: Int32Array): void {
  for (let i = PATTERN_PRIMES.length; i < base.length; i++) next[i] = strike(flags, next[i]!, base[i]!) - flags.length;
}

/** A function of its own: V8 keeps throwing away what it compiled for a hot loop that it entered inside another loop. */
function strike(flags: Uint8Array, from: number, step: number): number {
  const size = flags.length;
  let i = from;
  for (; i < size; i += step) flags[i] = COMPOSITE;
  return i;
}

/** For each prime the index of its first odd multiple that is no smaller than its square and `firstOdd`. */
function firstMultiples(base: Uint32Array, firstOdd: number): Int32Array {
  const next = new Int32Array(base.length);
  for (let i = 0; i < base.length; i++) {
    const prime = base[i]!;
    const square = prime * prime;
    if (square >= firstOdd) {
      next[i] = Math.min((square - firstOdd) / 2, BEYOND_BLOCK);
      continue;
    }
    // Near 2^53 the quotient may round up to the next integer; every product stays exact.
    const rest = firstOdd - Math.floor(firstOdd / prime) * prime;
    const missing = rest > 0 ? prime - rest : -rest;
    next[i] = (missing + (missing & 1) * prime) / 2;
  }
  return next;
}
