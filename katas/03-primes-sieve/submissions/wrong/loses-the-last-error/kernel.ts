const SEGMENT = 1 << 16;
const BLOCK = 2 ** 31;

/** The odd primes up to the root of `end`, in memory that every thread sees. */
export function basePrimes(end: number): Uint32Array<SharedArrayBuffer> {
  const composite = new Uint8Array((Math.floor(Math.sqrt(end)) >> 1) + 1);
  for (let i = 1; 2 * i * (i + 1) < composite.length; i++) {
    if (!composite[i]) strike(composite, 2 * i * (i + 1), 2 * i + 1);
  }
  const primes = new Uint32Array(new SharedArrayBuffer(4 * Math.max(0, zeros(composite) - 1)));
  // Index 0 stands for the number 1.
  for (let i = 1, at = 0; i < composite.length; i++) if (!composite[i]) primes[at++] = 2 * i + 1;
  return primes;
}

export function countIn(start: number, end: number, base: Uint32Array): number {
  let count = start <= 2 && end > 2 ? 1 : 0;
  forEachSegment(start, end, base, (composite) => {
    count += zeros(composite);
  });
  return count;
}

export function primesIn(start: number, end: number, base: Uint32Array): Float64Array<ArrayBuffer> {
  const primes: number[] = start <= 2 && end > 2 ? [2] : [];
  forEachSegment(start, end, base, (composite, first) => {
    for (let i = 0; i < composite.length; i++) if (!composite[i]) primes.push(first + 2 * i);
  });
  return Float64Array.from(primes);
}

type Visit = (composite: Uint8Array, first: number) => void;

function forEachSegment(start: number, end: number, base: Uint32Array, visit: Visit): void {
  for (let from = start; from < end; from += BLOCK) sieveBlock(from, Math.min(end, from + BLOCK), base, visit);
}

function sieveBlock(start: number, end: number, base: Uint32Array, visit: Visit): void {
  const first = Math.max(start + ((start + 1) % 2), 3);
  const odds = Math.max(0, Math.ceil((end - first) / 2));
  const next = new Int32Array(base.length);
  for (let i = 0; i < base.length; i++) next[i] = firstMultiple(base[i]!, first);
  const memory = new Uint8Array(Math.min(SEGMENT, odds));
  for (let done = 0; done < odds; done += SEGMENT) {
    const composite = memory.subarray(0, Math.min(SEGMENT, odds - done)).fill(0);
    crossOut(composite, base, next);
    visit(composite, first + 2 * done);
  }
}

function crossOut(composite: Uint8Array, base: Uint32Array, next: Int32Array): void {
  const size = composite.length;
  for (let i = 0; i < base.length; i++) next[i] = strike(composite, next[i]!, base[i]!) - size;
}

function strike(composite: Uint8Array, from: number, step: number): number {
  const size = composite.length;
  let i = from;
  for (; i < size; i += step) composite[i] = 1;
  return i;
}

/** Sums bytes four at a time, in runs so short that no byte of a word overflows. */
function zeros(flags: Uint8Array): number {
  const words = new Uint32Array(flags.buffer, 0, flags.length >> 2);
  let ones = 0;
  for (let i = 4 * words.length; i < flags.length; i++) ones += flags[i]!;
  for (let from = 0; from < words.length; from += 255)
    ones += sumOfBytes(words, from, Math.min(words.length, from + 255));
  return flags.length - ones;
}

function sumOfBytes(words: Uint32Array, from: number, to: number): number {
  let lanes = 0;
  for (let i = from; i < to; i++) lanes = (lanes + words[i]!) | 0;
  const pairs = (lanes & 0xff00ff) + ((lanes >>> 8) & 0xff00ff);
  return (pairs & 0xffff) + (pairs >>> 16);
}

/** Index of the first odd multiple of `p` from `first` on. */
function firstMultiple(p: number, first: number): number {
  if (p * p >= first) return Math.min((p * p - first) / 2, 2 ** 31 - 1);
  const rest = first - Math.floor(first / p) * p;
  const missing = rest > 0 ? p - rest : 0;
  return (missing + (missing % 2) * p) / 2;
}
