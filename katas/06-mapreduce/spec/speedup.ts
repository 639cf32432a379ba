import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SeededRandom, type SpeedupWorkload, seededRandom } from '@paralelo/testkit';

interface Input {
  seed: number;
}
type Counts = Map<string, number>;

const FILES = 12;
/**
 * 208 MiB: 1.3 s for the sequential baseline on one core. New workers need some 0.15 s to start and to compile; with 160 MiB that was
 * more than a fifth of the time of two good ones, and weighs the more, the more there are.
 */
const TOTAL_BYTES = 208 << 20;
/** A block is written over and over, in ever new order: making all of the text anew would take longer than counting it. */
const BLOCKS = 4;
const BLOCK_BYTES = 1 << 19;
const VOCABULARY = 8000;
const LETTERS = [...'etaoinshrdlucmfwypvbgkjqxz'];

/** Counting the words of twelve files of unequal size, one of them a quarter of all, that no one has seen before. */
export const speedup: SpeedupWorkload<typeof import('../src/index.ts'), Input, Counts> = {
  makeInput: (seed) => ({ seed }),

  async prepare({ seed }, folder) {
    const texts = textsOf(seed);
    for (const [i, path] of paths(folder).entries()) await writeFile(path, texts[i]!);
  },

  run: (kata, _input, { workers, folder }) => kata.countWords(paths(folder!), { workers }),

  check(answer, expected) {
    if (!(answer instanceof Map)) return `gave ${String(answer)}, expected a Map`;
    if (answer.size !== expected.size) return `gave ${answer.size} words, expected ${expected.size}`;
    for (const [word, count] of expected) {
      if (answer.get(word) !== count) return `counted "${word}" ${String(answer.get(word))} times, expected ${count}`;
    }
    return undefined;
  },
};

/** All inputs of a round are the same: made once for its three runs. */
let made: { seed: number; texts: Buffer[][] } | undefined;

/** What is in each file, as parts of the blocks one behind the other. */
function textsOf(seed: number): readonly Buffer[][] {
  if (made?.seed !== seed) {
    const random = seededRandom(seed);
    const vocabulary = Array.from({ length: VOCABULARY }, () => randomWord(random));
    const blocks = Array.from({ length: BLOCKS }, () => randomBlock(random, vocabulary));
    made = { seed, texts: Array.from({ length: FILES }, (_, i) => randomParts(random, blocks, bytesOf(i))) };
  }
  return made.texts;
}

function paths(folder: string): string[] {
  return Array.from({ length: FILES }, (_, i) => join(folder, `text-${i}.txt`));
}

/** The last file holds a quarter of all bytes, the others grow from small to large. */
function bytesOf(i: number): number {
  const rest = 0.75 * TOTAL_BYTES;
  return Math.round(i === FILES - 1 ? TOTAL_BYTES - rest : (rest * (i + 1)) / ((FILES * (FILES - 1)) / 2));
}

/** One word in 25 ends in a letter beyond ASCII. */
function randomWord(random: SeededRandom): string {
  // Squared, so that frequent letters are frequent.
  const letter = () => LETTERS[Math.floor(random.next() ** 2 * LETTERS.length)]!;
  const word = Array.from({ length: random.int(2, 11) }, letter).join('');
  return random.int(0, 25) === 0 ? `${word}${random.int(0, 2) === 0 ? 'é' : 'ñ'}` : word;
}

function randomBlock(random: SeededRandom, vocabulary: readonly string[]): Buffer {
  const words: string[] = [];
  for (let length = 0; length < BLOCK_BYTES; ) {
    const word = vocabulary[Math.floor(random.next() ** 2 * VOCABULARY)]!;
    words.push(random.int(0, 12) === 0 ? `${word}.\n` : `${word} `);
    length += word.length + 1;
  }
  return Buffer.from(words.join(''));
}

function randomParts(random: SeededRandom, blocks: readonly Buffer[], bytes: number): Buffer[] {
  const parts: Buffer[] = [];
  for (let left = bytes; left > 0; ) {
    const block = blocks[random.int(0, BLOCKS)]!;
    // Begins anywhere behind a space, so that blocks lie at no regular distance.
    const start = block.indexOf(' ', random.int(0, BLOCK_BYTES / 2)) + 1;
    const part = block.subarray(start, start + left);
    parts.push(part);
    left -= part.length;
  }
  return parts;
}
