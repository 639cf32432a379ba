import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPath, checkWhole } from './options.ts';

export interface SampleOptions {
  /** By default 10. */
  count?: number;
  /** Size of every file; by default 1 MiB. */
  bytesEach?: number;
  /** Equal seeds give equal bytes; by default 1. */
  seed?: number;
}

/**
 * Writes files of random words into `dir`, which is made if it is missing.
 *
 * @returns their paths.
 * @throws RangeError or TypeError for a bad option.
 * @example
 * await createSampleFiles('samples', { count: 2 }); // ['samples/sample-01.txt', 'samples/sample-02.txt']
 */
export async function createSampleFiles(dir: string, options: SampleOptions = {}): Promise<string[]> {
  checkPath('dir', dir);
  const { count = 10, bytesEach = 1024 * 1024, seed = 1 } = options;
  checkWhole('count', count, 0);
  checkWhole('bytesEach', bytesEach, 0);
  checkWhole('seed', seed, 0);
  await mkdir(dir, { recursive: true });
  const digits = Math.max(2, String(count).length);
  const paths: string[] = [];
  for (let i = 1; i <= count; i++) {
    const path = join(dir, `sample-${String(i).padStart(digits, '0')}.txt`);
    await writeFile(path, randomText(bytesEach, mixed(seed, i)));
    paths.push(path);
  }
  return paths;
}

const SYLLABLES = 'ba ce di fo gu la me ni po ru sa te vi xo zu bran clor dest fint gral'.split(' ');
const WORDS = SYLLABLES.flatMap((first) => SYLLABLES.flatMap((second) => [first + second, `${first}${second}s`]));
const PIECE_BYTES = 64 * 1024;

/** `bytes` bytes of words, in pieces, so that a large sample needs no memory. */
function* randomText(bytes: number, random: () => number): Generator<string> {
  let rest = bytes;
  let piece = '';
  while (rest > 0) {
    // The square makes some words frequent and most rare, as in a language.
    piece += `${WORDS[Math.floor(random() ** 2 * WORDS.length)]}${random() < 0.1 ? '\n' : ' '}`;
    if (piece.length < Math.min(rest, PIECE_BYTES)) continue;
    yield piece.slice(0, rest);
    rest -= Math.min(piece.length, rest);
    piece = '';
  }
}

/** Numbers in [0, 1) that follow from the seed and the number of the file: mulberry32 by Tommy Ettinger. */
function mixed(seed: number, file: number): () => number {
  let state = (Math.imul(seed % 2 ** 32, 0x9e3779b1) ^ Math.imul(file, 0x85ebca6b) ^ Math.floor(seed / 2 ** 32)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32;
  };
}
