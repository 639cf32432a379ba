import { describe, expect, it } from 'vitest';
import { seededBytes } from '../src/index.ts';

describe('seededBytes', () => {
  it('gives so many bytes, the same ones for the same seed, other ones for another', () => {
    for (const bytes of [0, 1, 4, 1001]) {
      expect(seededBytes(1, bytes)).toHaveLength(bytes);
      expect(seededBytes(1, bytes)).toEqual(seededBytes(1, bytes));
    }
    expect(seededBytes(1, 1001)).not.toEqual(seededBytes(2, 1001));
  });

  it('begins the same way whatever the length', () => {
    expect(seededBytes(3, 1001).subarray(0, 998)).toEqual(seededBytes(3, 998));
  });
});
