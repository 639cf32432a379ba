/**
 * The whole exercise in a terminal: sequential against parallel, from a range where workers do not pay to one where
 * they do. `pnpm demo` runs your `src`, `pnpm demo --reference` the reference.
 */
import { availableParallelism } from 'node:os';
import { styleText } from 'node:util';
import { type Demo, runDemo, timed } from '@paralelo/testkit/demo';
import { WORDS, type Words } from './demo/words.ts';

type Show = Demo<typeof import('./src/index.ts'), Words>;

const LABEL = 13;
const workers = availableParallelism();
const ranges = [
  { end: 1_000_000, chunkSize: 10_000 },
  { end: 10_000_000, chunkSize: 100_000 },
  { end: 300_000_000, chunkSize: 1_000_000 },
];

await runDemo(import.meta.url, WORDS, {}, async (demo: Show) => {
  for (const { end, chunkSize } of ranges) await compare(demo, end, chunkSize);
  console.log(`\n${demo.words.comparedWith}`);
});

async function compare({ kata, words, format, progress, signal }: Show, end: number, chunkSize: number): Promise<void> {
  const { count, ms } = format;
  const chunks = Math.ceil((end - 1) / chunkSize);
  console.log(styleText('bold', `\n${words.range(count(end), count(chunks), count(chunkSize))}`));
  const [alone, aloneMs] = await timed(() => kata.sieve(end));
  console.log(`  ${words.sequential.padEnd(LABEL)}${ms(aloneMs)}   ${words.primes(count(alone.length))}`);
  signal.throwIfAborted();
  const options = { workers, chunkSize, signal, onProgress: progress(words.progress) };
  const [together, togetherMs] = await timed(() => kata.primesInRange(1, end, options));
  console.log(`  ${words.workers(workers).padEnd(LABEL)}${ms(togetherMs)}   ${words.primes(count(together.length))}`);
  if (together.length !== alone.length) {
    console.log(styleText('red', `  ${words.differ}`));
    return;
  }
  const speedup = aloneMs / togetherMs;
  const figure = `${words.speedup.padEnd(LABEL)}${format.fixed(speedup, 2).padStart(6)}×`;
  console.log(styleText(speedup > 1 ? 'green' : 'yellow', `  ${figure}   ${speedup > 1 ? words.pays : words.paysNot}`));
}
