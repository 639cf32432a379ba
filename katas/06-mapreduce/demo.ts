/**
 * The whole exercise in a terminal: the words of ten files, one worker against all, and the most frequent words.
 * `pnpm demo` runs your `src`, `pnpm demo --reference` the reference.
 */
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { styleText } from 'node:util';
import { type Demo, formatCount, formatMs, progressBar, runDemo, timed } from '@paralelo/testkit/demo';
import { writeSampleFiles } from './demo/sample-files.ts';

type Kata = typeof import('./src/index.ts');
type Counts = Map<string, number>;

const FILES = 10;
const MEBIBYTES = 128;
const MOST_FREQUENT = 10;
const workers = availableParallelism();

await runDemo<Kata>(import.meta.url, { stopped: 'every worker has ended' }, async (demo) => {
  console.log(styleText('bold', `\nThe words of ${FILES} files, ${MEBIBYTES} MiB together`));
  await compare(demo, await writeSampleFiles(demo.folder, FILES, MEBIBYTES << 20));
});

async function compare(demo: Demo<Kata>, files: string[]): Promise<void> {
  const { kata, signal } = demo;
  const [alone, aloneMs] = await timed(() => countOneByOne(demo, files));
  console.log(`  sequential   ${formatMs(aloneMs)}   ${formatCount(alone.size)} different words`);
  const options = { workers, signal, onProgress: progressBar((counts) => `${counts} files`) };
  const [together, togetherMs] = await timed(() => kata.countWords(files, options));
  console.log(`  ${workers} workers    ${formatMs(togetherMs)}   ${formatCount(together.size)} different words`);
  if (!areEqual(alone, together)) {
    console.log(styleText('red', '  The two answers differ: start with `pnpm test`.'));
    return;
  }
  const speedup = aloneMs / togetherMs;
  console.log(styleText(speedup > 1 ? 'green' : 'yellow', `  speedup      ${speedup.toFixed(2)}×`));
  console.log(styleText('bold', '\nThe most frequent words'));
  const frequent = [...together].sort(([, a], [, b]) => b - a).slice(0, MOST_FREQUENT);
  for (const [word, count] of frequent) console.log(`  ${formatCount(count).padStart(9)}  ${word}`);
}

/** The same phases on this thread alone, file after file. */
async function countOneByOne({ kata, signal }: Demo<Kata>, files: readonly string[]): Promise<Counts> {
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
