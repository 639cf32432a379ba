import { createCipheriv, createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkWhole } from './options.ts';

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
 * await createSampleFiles('samples', { count: 2 }); // ['samples/sample-1.txt', 'samples/sample-2.txt']
 */
export async function createSampleFiles(dir: string, options: SampleOptions = {}): Promise<string[]> {
  const { count = 10, bytesEach = 1024 * 1024, seed = 1 } = options;
  checkWhole({ count, bytesEach, seed }, 0);
  await mkdir(dir, { recursive: true });
  const digits = String(count).length;
  const paths: string[] = [];
  for (let i = 1; i <= count; i++) {
    const path = join(dir, `sample-${String(i).padStart(digits, '0')}.txt`);
    await writeFile(path, randomText(bytesEach, seed, i));
    paths.push(path);
  }
  return paths;
}

const SYLLABLES = 'ba ce di fo gu la me ni po ru sa te vi xo zu bran clor dest fint gral'.split(' ');
const WORDS = SYLLABLES.flatMap((first) => SYLLABLES.map((second) => first + second));
/** Each piece is a write, and that costs more than a few words. */
const PIECE_WORDS = 4096;
/** What is encrypted is random, and the same for the same key. */
const ZEROS = Buffer.alloc(2 * PIECE_WORDS);

/** `bytes` bytes of words, in pieces of a line each, so that a large sample needs no memory. They follow from the seed and the file's number. */
function* randomText(bytes: number, seed: number, file: number): Generator<string> {
  const key = createHash('md5').update(`${seed} ${file}`).digest();
  const cipher = createCipheriv('aes-128-ctr', key, Buffer.alloc(key.length));
  for (let rest = bytes; rest > 0; ) {
    const random = cipher.update(ZEROS);
    const words = Array.from({ length: PIECE_WORDS }, (_, i) => {
      // The square makes some words frequent and most rare, as in a language.
      return WORDS[Math.floor((random.readUInt16LE(2 * i) / 2 ** 16) ** 2 * WORDS.length)];
    });
    const piece = `${words.join(' ')}\n`.slice(0, rest);
    yield piece;
    rest -= piece.length;
  }
}
