/**
 * The whole exercise in a terminal: sequential against parallel, from a range where workers do not pay to one where
 * they do. `pnpm demo` runs your `src`, `pnpm demo --reference` the reference.
 */
import { availableParallelism } from 'node:os';
import { parseArgs, styleText } from 'node:util';
import { demoKata } from '@paralelo/testkit/demo';

type Kata = typeof import('./src/index.ts');

const { values: flags } = parseArgs({ options: { reference: { type: 'boolean', default: false } } });
const workers = availableParallelism();
const ranges = [
  { end: 1_000_000, chunkSize: 10_000 },
  { end: 10_000_000, chunkSize: 100_000 },
  { end: 300_000_000, chunkSize: 1_000_000 },
];

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

try {
  const kata = await demoKata<Kata>(import.meta.url, flags.reference);
  for (const { end, chunkSize } of ranges) await compare(kata, end, chunkSize);
} catch (error) {
  console.log(stop.signal.aborted ? '\nStopped: every worker has ended.' : `\n${(error as Error).message}`);
  process.exitCode = stop.signal.aborted ? 130 : 1;
}

async function compare(kata: Kata, end: number, chunkSize: number): Promise<void> {
  const chunks = Math.ceil((end - 1) / chunkSize);
  print('bold', `\nPrimes from 1 to ${show(end)}: ${show(chunks)} chunks of ${show(chunkSize)}`);
  const [alone, aloneMs] = await timed(() => kata.sieve(end));
  print('reset', `  sequential   ${milliseconds(aloneMs)}   ${show(alone.length)} primes`);
  stop.signal.throwIfAborted();
  const options = { workers, chunkSize, signal: stop.signal, onProgress: progressBar() };
  const [together, togetherMs] = await timed(() => kata.primesInRange(1, end, options));
  print('reset', `  ${workers} workers    ${milliseconds(togetherMs)}   ${show(together.length)} primes`);
  if (together.length !== alone.length) return print('red', '  The two answers differ: start with `pnpm test`.');
  const speedup = aloneMs / togetherMs;
  const verdict = speedup > 1 ? 'it pays' : 'it does not pay: starting workers costs more than the sieving';
  print(speedup > 1 ? 'green' : 'yellow', `  speedup      ${speedup.toFixed(2)}×   ${verdict}`);
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const startedAt = performance.now();
  const result = await work();
  return [result, performance.now() - startedAt];
}

/** A bar that is drawn over itself in a terminal, and a line at every quarter elsewhere. */
function progressBar(): (progress: { done: number; total: number }) => void {
  const width = 30;
  let shown = 0;
  return ({ done, total }) => {
    const steps = process.stdout.isTTY ? width : 4;
    const step = Math.floor((done * steps) / total);
    if (step === shown) return;
    shown = step;
    const counter = `${show(done)}/${show(total)} chunks`;
    if (!process.stdout.isTTY) return console.log(`  ${counter}`);
    process.stdout.write(`\r\x1b[2K  ${'█'.repeat(step)}${'░'.repeat(width - step)} ${counter}`);
    if (done === total) process.stdout.write('\r\x1b[2K');
  };
}

function print(style: 'bold' | 'reset' | 'red' | 'green' | 'yellow', line: string): void {
  console.log(style === 'reset' ? line : styleText(style, line));
}

function show(value: number): string {
  return value.toLocaleString('en');
}

function milliseconds(value: number): string {
  return `${value.toFixed(0).padStart(6)} ms`;
}
