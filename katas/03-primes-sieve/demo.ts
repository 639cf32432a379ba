/**
 * The whole exercise in a terminal: sequential against parallel, from a range where workers do not pay to one where
 * they do. `pnpm demo` runs your `src`, `pnpm demo --reference` the reference.
 */
import { availableParallelism } from 'node:os';
import { styleText } from 'node:util';
import { type Demo, formatCount, formatMs, progressBar, runDemo, timed } from '@paralelo/testkit/demo';

type Kata = typeof import('./src/index.ts');

const workers = availableParallelism();
const ranges = [
  { end: 1_000_000, chunkSize: 10_000 },
  { end: 10_000_000, chunkSize: 100_000 },
  { end: 300_000_000, chunkSize: 1_000_000 },
];

await runDemo<Kata>(import.meta.url, { stopped: 'every worker has ended' }, async (demo) => {
  for (const { end, chunkSize } of ranges) await compare(demo, end, chunkSize);
});

async function compare({ kata, signal }: Demo<Kata>, end: number, chunkSize: number): Promise<void> {
  const chunks = Math.ceil((end - 1) / chunkSize);
  const title = `Primes from 1 to ${formatCount(end)}: ${formatCount(chunks)} chunks of ${formatCount(chunkSize)}`;
  console.log(styleText('bold', `\n${title}`));
  const [alone, aloneMs] = await timed(() => kata.sieve(end));
  console.log(`  sequential   ${formatMs(aloneMs)}   ${formatCount(alone.length)} primes`);
  signal.throwIfAborted();
  const options = { workers, chunkSize, signal, onProgress: progressBar((counts) => `${counts} chunks`) };
  const [together, togetherMs] = await timed(() => kata.primesInRange(1, end, options));
  console.log(`  ${workers} workers    ${formatMs(togetherMs)}   ${formatCount(together.length)} primes`);
  if (together.length !== alone.length) {
    console.log(styleText('red', '  The two answers differ: start with `pnpm test`.'));
    return;
  }
  const speedup = aloneMs / togetherMs;
  const verdict = speedup > 1 ? 'it pays' : 'it does not pay: starting workers costs more than the sieving';
  console.log(styleText(speedup > 1 ? 'green' : 'yellow', `  speedup      ${speedup.toFixed(2)}×   ${verdict}`));
}
