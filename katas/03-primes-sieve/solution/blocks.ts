/** Runs inside the workers and on the main thread alike: pure, no I/O. */

import { PATTERN_PRIMES, stampPattern } from './small-primes.ts';
import { firstMultiple, GAPS, SPOKE_FROM, SPOKES, TURN } from './wheel.ts';

/** Flags crossed out at a time: 128 KiB, so that they stay in the second cache of a core. */
const SEGMENT = 1 << 17;
/** Turns in a block: so many that finding where the primes start costs little beside crossing out. */
const MOST_TURNS = 1 << 20;
/** Numbers in the longest block. */
export const BLOCK_NUMBERS = TURN * MOST_TURNS;
const COMPOSITE = 1;
const PRIME = 0;

/** Turns of the wheel next to each other, with a row of flags for each spoke; the flag of a prime is 0. */
export interface Block {
  /** Row `i`, `turns` flags long, begins at `i * turns`. */
  readonly flags: Uint8Array;
  readonly turns: number;
  /** `30 * firstTurn + SPOKES[i]` is the first number of row `i`. */
  readonly firstTurn: number;
}

/**
 * Sieves what 2, 3 and 5 do not divide in `[start, end)`, block by block, exact up to 2^53 − 1. The visitor must not keep the
 * flags: the next block is written over them. An empty range has no block, or one in which every number is left out.
 *
 * @param base all primes from 7 up to the root of `end`, ascending; more do no harm.
 */
export function forEachBlock(start: number, end: number, base: Uint32Array, visit: (block: Block) => void): void {
  const [begin, stop] = [Math.floor(start / TURN), Math.ceil(end / TURN)];
  const blocks = Math.ceil((stop - begin) / MOST_TURNS);
  // Equal blocks, so that the last one is not sieved for nothing; whole words, because flags are counted by four.
  const turns = Math.ceil((stop - begin) / blocks / 4) * 4;
  const flags = new Uint8Array(SPOKES.length * turns);
  const large = countUpTo(base, turns);
  const next = new Int32Array(large);
  for (let firstTurn = begin; firstTurn < stop; firstTurn += turns) {
    const block = { flags, turns, firstTurn };
    const used = countUpTo(base, Math.sqrt(TURN * (firstTurn + turns)) + 1);
    for (const [i] of SPOKES.entries()) sieveRow(block, i, base.subarray(0, Math.min(large, used)), next);
    for (let i = large; i < used; i++) crossOutLarge(block, base[i]!);
    keepCrossingPrimes(block, base);
    leaveOut(block, Math.max(start, 2), end);
    visit(block);
  }
}

/** How many flags are 0: sums bytes four at a time, in runs of 255 so that no lane of a word overflows. */
export function countPrimeFlags({ flags }: Block): number {
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

/** Writes the primes of a block, ascending, into `into` from index `at` on; returns the index after the last one. */
export function collectPrimes(
  { flags, turns, firstTurn }: Block,
  into: Uint32Array | Float64Array,
  at: number,
): number {
  let next = at;
  for (let turn = 0; turn < turns; turn++) {
    for (let i = 0; i < SPOKES.length; i++) {
      if (flags[i * turns + turn] === 0) into[next++] = TURN * (firstTurn + turn) + SPOKES[i]!;
    }
  }
  return next;
}

function sieveRow(block: Block, spokeIndex: number, base: Uint32Array, next: Int32Array): void {
  const { flags, turns, firstTurn } = block;
  const row = flags.subarray(spokeIndex * turns, (spokeIndex + 1) * turns);
  findFirstMultiples(base, firstTurn, SPOKES[spokeIndex]!, next);
  for (let from = 0; from < turns; from += SEGMENT) {
    const segment = row.subarray(from, from + SEGMENT);
    stampPattern(segment, firstTurn + from, spokeIndex);
    crossOut(segment, base, next);
  }
}

function findFirstMultiples(base: Uint32Array, firstTurn: number, spoke: number, next: Int32Array): void {
  for (let i = PATTERN_PRIMES.length; i < base.length; i++) next[i] = firstMultiple(base[i]!, firstTurn, spoke);
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

/**
 * A prime larger than a row is long hits it once at most, and most rows never: its multiples one by one. Products beyond 2^53
 * belong to numbers that are left out.
 */
function crossOutLarge({ flags, turns, firstTurn }: Block, prime: number): void {
  const first = TURN * firstTurn;
  const quotient = Math.floor(first / prime);
  const turn = Math.floor(quotient / TURN);
  let spoke = SPOKE_FROM[quotient - TURN * turn]!;
  let place = (TURN * turn + SPOKES[spoke]!) * prime - first;
  while (place < TURN * turns) {
    if (place >= 0) flags[SPOKE_FROM[place % TURN]! * turns + Math.floor(place / TURN)] = COMPOSITE;
    place += GAPS[spoke]! * prime;
    spoke = (spoke + 1) % SPOKES.length;
  }
}

/** Every prime of the base divides itself. The borders of a block are multiples of 30, no primes. */
function keepCrossingPrimes({ flags, turns, firstTurn }: Block, base: Uint32Array): void {
  const [first, end] = [TURN * firstTurn, TURN * (firstTurn + turns)];
  for (const primes of [PATTERN_PRIMES, base]) {
    for (const prime of primes.subarray(countUpTo(primes, first), countUpTo(primes, end))) {
      const place = prime - first;
      flags[SPOKE_FROM[place % TURN]! * turns + Math.floor(place / TURN)] = PRIME;
    }
  }
}

/** Flags what lies in the block but not in `[start, end)`. */
function leaveOut({ flags, turns, firstTurn }: Block, start: number, end: number): void {
  for (const [i, spoke] of SPOKES.entries()) {
    const row = flags.subarray(i * turns, (i + 1) * turns);
    row.fill(COMPOSITE, 0, Math.max(0, Math.ceil((start - spoke) / TURN) - firstTurn));
    row.fill(COMPOSITE, Math.max(0, Math.ceil((end - spoke) / TURN) - firstTurn));
  }
}

/** How many of the ascending `primes` are no larger than `limit`. */
function countUpTo(primes: Uint32Array, limit: number): number {
  let [low, high] = [0, primes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (primes[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
