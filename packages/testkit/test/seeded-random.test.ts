import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../src/index.ts';

const take = (seed: number, count: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('seededRandom', () => {
  it('equal seeds give equal numbers, other seeds other ones', () => {
    fc.assert(
      fc.property(fc.nat(0xffff_fffe), (seed) => {
        expect(take(seed, 5)).toEqual(take(seed, 5));
        expect(take(seed, 5)).not.toEqual(take(seed + 1, 5));
      }),
    );
  });

  it('numbers lie in [0, 1) and fill it evenly', () => {
    const tenths = new Array<number>(10).fill(0);
    for (const number of take(1, 10_000)) tenths[Math.floor(number * 10)]! += 1;
    // 1000 each; five standard deviations are 150.
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('integers stay inside their bounds and reach both ends', () => {
    const random = seededRandom(3);
    const seen = new Set(Array.from({ length: 500 }, () => random.int(-2, 3)));
    expect([...seen].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
  });

  it('integers reach beyond 32 bits and stay safe', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const value = seededRandom(seed).int(2 ** 52, Number.MAX_SAFE_INTEGER);
        expect(Number.isSafeInteger(value) && value >= 2 ** 52).toBe(true);
      }),
    );
  });

  it.each([
    [5, 5],
    [5, 4],
    [0.5, 4],
    [0, 2 ** 53],
    [NaN, 1],
  ])('int(%d, %d) is refused', (from, below) => {
    expect(() => seededRandom(1).int(from, below)).toThrow(RangeError);
  });

  it('is xoshiro128** as published, with its state from SplitMix32', () => {
    // Computed by an independent implementation of both generators with BigInt arithmetic.
    const words = reference(42n, 4);
    const expected = [0, 2].map((i) => (Number(words[i]! >> 5n) * 2 ** 26 + Number(words[i + 1]! >> 6n)) / 2 ** 53);
    expect(take(42, 2)).toEqual(expected);
  });
});

/** The two generators, word for word from their authors' C sources, on BigInt. */
function reference(seed: bigint, count: number): bigint[] {
  const u32 = (x: bigint) => x & 0xffff_ffffn;
  const rotl = (x: bigint, k: bigint) => u32((x << k) | (x >> (32n - k)));
  let x = seed;
  const s = Array.from({ length: 4 }, () => {
    x = u32(x + 0x9e3779b9n);
    let z = x;
    z = u32((z ^ (z >> 16n)) * 0x85ebca6bn);
    z = u32((z ^ (z >> 13n)) * 0xc2b2ae35n);
    return z ^ (z >> 16n);
  });
  return Array.from({ length: count }, () => {
    const result = u32(rotl(u32(s[1]! * 5n), 7n) * 9n);
    const t = u32(s[1]! << 9n);
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= t;
    s[3] = rotl(s[3]!, 11n);
    return result;
  });
}
