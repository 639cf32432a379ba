/** A source of numbers that gives the same ones for the same seed, on every machine. */
export interface SeededRandom {
  /** A number in `[0, 1)` with 53 random bits. */
  next(): number;
  /**
   * An integer in `[from, below)`.
   *
   * @throws RangeError when the bounds are not safe integers or `below` is not above `from`.
   */
  int(from: number, below: number): number;
}

/**
 * xoshiro128** 1.1 by Blackman and Vigna (https://prng.di.unimi.it), its state filled by SplitMix32 as they advise,
 * so that neighbouring seeds give unrelated numbers.
 *
 * @example
 * const random = seededRandom(42);
 * random.int(1, 7); // a die
 */
export function seededRandom(seed: number): SeededRandom {
  const state = new Uint32Array(4);
  let mixed = seed >>> 0;
  for (let i = 0; i < 4; i++) {
    mixed = (mixed + 0x9e3779b9) >>> 0;
    state[i] = finalize(mixed);
  }

  function next(): number {
    // 53 bits of two words, as CPython's random() does.
    const high = step(state) >>> 5;
    const low = step(state) >>> 6;
    return (high * 0x400_0000 + low) / 0x20_0000_0000_0000;
  }

  function int(from: number, below: number): number {
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(below) || below <= from) {
      throw new RangeError(`int(${from}, ${below}); expected two safe integers, the second above the first`);
    }
    return from + Math.floor(next() * (below - from));
  }

  return { next, int };
}

function step(state: Uint32Array): number {
  const [a, b, c, d] = state as unknown as [number, number, number, number];
  const answer = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
  state[0] = a ^ d ^ b;
  state[1] = b ^ c ^ a;
  state[2] = c ^ a ^ (b << 9);
  state[3] = rotateLeft(d ^ b, 11);
  return answer;
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** MurmurHash3's finalizer, the mixing step of SplitMix32. */
function finalize(word: number): number {
  let z = word;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}
