import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { seededRandom } from '@paralelo/testkit';

const LETTERS = 'etaoinshrdlucmfwypvbgkjqxz';
const VOCABULARY = 8000;
const BLOCK_WORDS = 60_000;
const BLOCKS = 8;

/**
 * Writes files of random words, each larger than the one before; the same ones every time.
 *
 * @returns their paths.
 */
export async function writeSampleFiles(folder: string, files: number, totalBytes: number): Promise<string[]> {
  const random = seededRandom(1);
  const pick = (length: number) => Math.floor(random.next() ** 2 * length);
  const word = () => Array.from({ length: random.int(2, 11) }, () => LETTERS[pick(LETTERS.length)]).join('');
  const vocabulary = Array.from({ length: VOCABULARY }, word);
  const blocks = Array.from({ length: BLOCKS }, () => {
    const words = Array.from({ length: BLOCK_WORDS }, () => vocabulary[pick(VOCABULARY)]);
    return Buffer.from(words.map((text, i) => (i % 12 === 11 ? `${text}.\n` : `${text} `)).join(''));
  });
  const paths: string[] = [];
  for (let i = 1; i <= files; i++) {
    const path = join(folder, `text-${i}.txt`);
    await using file = await open(path, 'w');
    let left = Math.round((totalBytes * 2 * i) / (files * (files + 1)));
    while (left > 0) {
      const block = blocks[random.int(0, BLOCKS)]!;
      const { bytesWritten } = await file.write(block, 0, Math.min(left, block.length));
      left -= bytesWritten;
    }
    paths.push(path);
  }
  return paths;
}
