/**
 * The whole exercise in a terminal: the words of ten files, one worker against all, and the most frequent words.
 * `pnpm demo` runs your `src`, `pnpm demo --reference` the reference.
 */
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { styleText } from 'node:util';
import { type Demo, runDemo, timed } from '@paralelo/testkit/demo';
import { writeSampleFiles } from './demo/sample-files.ts';
import { WORDS, type Words } from './demo/words.ts';

type Show = Demo<typeof import('./src/index.ts'), Words>;
type Counts = Map<string, number>;

const FILES = 10;
const MEBIBYTES = 128;
const MOST_FREQUENT = 10;
const LABEL = 13;
const workers = availableParallelism();

await runDemo(import.meta.url, WORDS, {}, async (demo: Show) => {
  console.log(styleText('bold', `\n${demo.words.files(FILES, MEBIBYTES)}`));
  await compare(demo, await writeSampleFiles(demo.folder, FILES, MEBIBYTES << 20));
});

async function compare(demo: Show, files: string[]): Promise<void> {
  const { kata, words, progress, signal } = demo;
  const { count, fixed, ms } = demo.format;
  const [alone, aloneMs] = await timed(() => countOneByOne(demo, files));
  console.log(`  ${words.sequential.padEnd(LABEL)}${ms(aloneMs)}   ${words.different(count(alone.size))}`);
  const options = { workers, signal, onProgress: progress(words.progress) };
  const [together, togetherMs] = await timed(() => kata.countWords(files, options));
  console.log(`  ${words.workers(workers).padEnd(LABEL)}${ms(togetherMs)}   ${words.different(count(together.size))}`);
  if (!areEqual(alone, together)) {
    console.log(styleText('red', `  ${words.differ}`));
    return;
  }
  const speedup = aloneMs / togetherMs;
  const figure = `${words.speedup.padEnd(LABEL)}${fixed(speedup, 2).padStart(6)}×`;
  console.log(`  ${styleText(speedup > 1 ? 'green' : 'yellow', figure)}   ${words.comparedWith}`);
  console.log(styleText('bold', `\n${words.mostFrequent}`));
  const frequent = [...together].sort(([, a], [, b]) => b - a).slice(0, MOST_FREQUENT);
  for (const [word, times] of frequent) console.log(`  ${count(times).padStart(9)}  ${word}`);
}

/** The same phases on this thread alone, file after file. */
async function countOneByOne({ kata, signal }: Show, files: readonly string[]): Promise<Counts> {
  const partials: Counts[] = [];
  for (const file of files) {
    partials.push(await kata.map(file));
    // A map that never waits leaves no turn in which Ctrl+C is heard.
    await setImmediate();
    signal.throwIfAborted();
  }
  const [group] = await kata.shuffle(partials, { reducers: 1 });
  return kata.reduce(group!);
}

function areEqual(a: Counts, b: Counts): boolean {
  return a.size === b.size && [...a].every(([word, count]) => b.get(word) === count);
}
