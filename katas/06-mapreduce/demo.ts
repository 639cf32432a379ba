/**
 * The whole exercise in a terminal: the words of ten files, one worker against all, and the most frequent words.
 * `pnpm demo` runs your `src`, `pnpm demo --reference` the reference.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import { demoKata } from '@paralelo/testkit/demo';
import { writeSampleFiles } from './demo/sample-files.ts';

type Kata = typeof import('./src/index.ts');
type Counts = Map<string, number>;

const FILES = 10;
const MEBIBYTES = 128;
const MOST_FREQUENT = 10;

const { values: flags } = parseArgs({ options: { reference: { type: 'boolean', default: false } } });
const workers = availableParallelism();
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

const folder = await mkdtemp(join(tmpdir(), 'mapreduce-'));
try {
  const kata = await demoKata<Kata>(import.meta.url, flags.reference);
  print('bold', `\nThe words of ${FILES} files, ${MEBIBYTES} MiB together`);
  await compare(kata, await writeSampleFiles(folder, FILES, MEBIBYTES << 20));
} catch (error) {
  console.log(stop.signal.aborted ? '\nStopped: every worker has ended.' : `\n${(error as Error).message}`);
  process.exitCode = stop.signal.aborted ? 130 : 1;
} finally {
  await rm(folder, { recursive: true });
}

async function compare(kata: Kata, files: string[]): Promise<void> {
  const [alone, aloneMs] = await timed(() => countOneByOne(kata, files));
  print('reset', `  sequential   ${milliseconds(aloneMs)}   ${show(alone.size)} different words`);
  const options = { workers, signal: stop.signal, onProgress: progressBar() };
  const [together, togetherMs] = await timed(() => kata.countWords(files, options));
  print('reset', `  ${workers} workers    ${milliseconds(togetherMs)}   ${show(together.size)} different words`);
  if (!areEqual(alone, together)) return print('red', '  The two answers differ: start with `pnpm test`.');
  const speedup = aloneMs / togetherMs;
  print(speedup > 1 ? 'green' : 'yellow', `  speedup      ${speedup.toFixed(2)}×`);
  print('bold', '\nThe most frequent words');
  const frequent = [...together].sort(([, a], [, b]) => b - a).slice(0, MOST_FREQUENT);
  for (const [word, count] of frequent) print('reset', `  ${show(count).padStart(9)}  ${word}`);
}

/** The same phases on this thread alone, file after file. */
async function countOneByOne(kata: Kata, files: readonly string[]): Promise<Counts> {
  const partials: Counts[] = [];
  for (const file of files) {
    partials.push(await kata.map(file));
    stop.signal.throwIfAborted();
  }
  const [group] = await kata.shuffle(partials, { reducers: 1 });
  return kata.reduce(group!);
}

function areEqual(a: Counts, b: Counts): boolean {
  return a.size === b.size && [...a].every(([word, count]) => b.get(word) === count);
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const startedAt = performance.now();
  const result = await work();
  return [result, performance.now() - startedAt];
}

/** A bar that is drawn over itself in a terminal, and a line for every file elsewhere. */
function progressBar(): (progress: { done: number; total: number }) => void {
  const width = 30;
  return ({ done, total }) => {
    const counter = `${done}/${total} files`;
    if (!process.stdout.isTTY) return console.log(`  ${counter}`);
    const step = Math.floor((done * width) / total);
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
