import { seededRandom } from './seeded-random.ts';

const WORD = 4;

/**
 * So many bytes that nobody knows beforehand, the same ones for the same seed.
 *
 * @example
 * const body = seededBytes(kataSeed(), 64 * 1024);
 */
export function seededBytes(seed: number, bytes: number): Buffer {
  const random = seededRandom(seed);
  const words = Buffer.alloc(Math.ceil(bytes / WORD) * WORD);
  for (let at = 0; at < words.length; at += WORD) words.writeUInt32LE(random.int(0, 2 ** 32), at);
  return words.subarray(0, bytes);
}
