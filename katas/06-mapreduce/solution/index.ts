import { availableParallelism } from 'node:os';
import { countPiece } from './count-piece.ts';
import { type CountOptions, checkFiles, checkWhole, planOf } from './options.ts';
import { sizeOf } from './pieces.ts';
import { runPhases } from './run-phases.ts';
import { hashOf, type PackedWords, reducerOf, textOf } from './word-table.ts';

type Counts = Map<string, number>;

/**
 * The words of all files with their counts; memory grows with the words, not with the files.
 *
 * @throws TypeError or RangeError for a bad argument; an Error that names a file which cannot be read; the signal's
 * reason when it aborts.
 * @example
 * await countWords(['a.txt', 'b.txt'], { workers: 4 }); // Map { 'to' => 2, 'be' => 2, … }
 */
export async function countWords(files: string[], options: CountOptions = {}): Promise<Counts> {
  checkFiles(files);
  const counts: Counts = new Map();
  for (const group of await runPhases(files, planOf(options))) unpack(group, counts);
  return counts;
}

/**
 * The words of one file with their counts, on this thread.
 *
 * @throws an Error that names the file when it cannot be read.
 * @example
 * await map('a.txt'); // Map { 'to' => 1, 'be' => 2 }
 */
export async function map(file: string): Promise<Counts> {
  checkFiles([file]);
  // It refuses what is no file.
  await sizeOf(file);
  const [words] = countPiece({ file, start: 0, end: Number.POSITIVE_INFINITY }).pack(1);
  const counts: Counts = new Map();
  unpack(words!, counts);
  return counts;
}

/**
 * Deals words to reducers by their hash, as `countWords` does.
 *
 * @returns one group per reducer, by default as many as there are processors.
 * @throws RangeError when `reducers` is no whole number from 1 up.
 * @example
 * await shuffle([new Map([['be', 2]]), new Map([['be', 1]])], { reducers: 1 }); // [Map { 'be' => [2, 1] }]
 */
export async function shuffle(
  partials: Counts[],
  options: { reducers?: number } = {},
): Promise<Map<string, number[]>[]> {
  const { reducers = availableParallelism() } = options;
  checkWhole({ reducers });
  const groups = Array.from({ length: reducers }, () => new Map<string, number[]>());
  for (const partial of partials) {
    for (const [word, count] of partial) {
      const bytes = Buffer.from(word);
      const group = groups[reducerOf(hashOf(bytes, 0, bytes.length), reducers)]!;
      const list = group.get(word);
      if (list) list.push(count);
      else group.set(word, [count]);
    }
  }
  return groups;
}

/**
 * Adds up the counts of each word.
 *
 * @example
 * await reduce(new Map([['be', [2, 1]]])); // Map { 'be' => 3 }
 */
export async function reduce(group: Map<string, number[]>): Promise<Counts> {
  const counts: Counts = new Map();
  for (const [word, list] of group) {
    counts.set(
      word,
      list.reduce((sum, count) => sum + count, 0),
    );
  }
  return counts;
}

function unpack({ counts, ends, bytes }: PackedWords, into: Counts): void {
  let start = 0;
  for (let i = 0; i < counts.length; i++) {
    into.set(textOf(bytes, start, ends[i]!), counts[i]!);
    start = ends[i]!;
  }
}
