// wrong | progress, progress-throws, exit, independent-calls | progress is told on a later turn of the event loop
import { availableParallelism } from 'node:os';
import { type Counts, Runs, scanPart } from './kernel.ts';
import { sizeOf } from './parts.ts';
import { addTo, reducerOf } from './phases.ts';
import { run } from './run.ts';
import { type CountOptions, settings, whole } from './settings.ts';

export async function countWords(files: string[], options: CountOptions = {}): Promise<Counts> {
  const counts: Counts = new Map();
  for (const sums of await run(files, settings(files, options))) addTo(counts, sums);
  return counts;
}

export async function map(file: string): Promise<Counts> {
  await sizeOf(file);
  const runs = new Runs();
  scanPart({ file: 0, path: file, start: 0, end: Infinity }, runs);
  return runs.counts();
}

export async function shuffle(
  partials: Counts[],
  options: { reducers?: number } = {},
): Promise<Map<string, number[]>[]> {
  const { reducers = availableParallelism() } = options;
  whole('reducers', reducers);
  const groups = Array.from({ length: reducers }, () => new Map<string, number[]>());
  for (const [word, count] of partials.flatMap((partial) => [...partial])) {
    const group = groups[reducerOf(word, reducers)]!;
    group.set(word, [...(group.get(word) ?? []), count]);
  }
  return groups;
}

export async function reduce(group: Map<string, number[]>): Promise<Counts> {
  return new Map([...group].map(([word, counts]) => [word, counts.reduce((sum, count) => sum + count, 0)]));
}
