/**
 * The whole exercise in a terminal: ten sample files, compressed one after the other and then in parallel.
 * `pnpm demo` runs your `src`, `pnpm demo --reference` the reference.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import { demoKata } from '@paralelo/testkit/demo';
import type { Report } from './src/index.ts';

type Kata = typeof import('./src/index.ts');

const MIB = 1024 * 1024;
const { values: flags } = parseArgs({ options: { reference: { type: 'boolean', default: false } } });
const workers = availableParallelism();

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

const folder = await mkdtemp(join(tmpdir(), 'compressor-'));
try {
  const kata = await demoKata<Kata>(import.meta.url, flags.reference);
  await compare(kata);
} catch (error) {
  console.log(stop.signal.aborted ? '\nStopped: no file is left half-written.' : `\n${(error as Error).message}`);
  process.exitCode = stop.signal.aborted ? 130 : 1;
} finally {
  await rm(folder, { recursive: true });
}

async function compare(kata: Kata): Promise<void> {
  const paths = await kata.createSampleFiles(join(folder, 'samples'), { count: 10, bytesEach: 4 * MIB });
  console.log(styleText('bold', `${paths.length} sample files of 4 MiB`));
  const alone = await timed(() => compress(kata, paths, 1));
  stop.signal.throwIfAborted();
  const together = await timed(() => compress(kata, paths, workers));
  console.log(styleText('bold', '\nfile                 original   compressed   ratio'));
  for (const { input, originalBytes, compressedBytes, ratio } of together.report.files) {
    console.log(`${basename(input).padEnd(18)} ${mib(originalBytes)}   ${mib(compressedBytes)}   ${percent(ratio)}`);
  }
  console.log(`average ratio                                 ${percent(together.report.averageRatio)}`);
  console.log(`\none after the other  ${milliseconds(alone.ms)}`);
  console.log(`${workers} at once             ${milliseconds(together.ms)}`);
  const speedup = alone.ms / together.ms;
  console.log(styleText(speedup > 1.2 ? 'green' : 'yellow', `speedup                ${speedup.toFixed(2)}×`));
}

function compress(kata: Kata, paths: string[], workersAtOnce: number): Promise<Report> {
  console.log(`\n${workersAtOnce === 1 ? 'One after the other' : `${workersAtOnce} at once`}:`);
  return kata.compressFiles(paths, {
    outDir: join(folder, `by-${workersAtOnce}`),
    workers: workersAtOnce,
    signal: stop.signal,
    onProgress: showProgress,
  });
}

/** A line that is drawn over itself in a terminal, and one line a file elsewhere. */
function showProgress({ done, total }: { done: number; total: number }): void {
  const line = `  Compressed ${done}/${total} files`;
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[2K${line}${done === total ? '\n' : ''}`);
  else console.log(line);
}

async function timed(work: () => Promise<Report>): Promise<{ report: Report; ms: number }> {
  const startedAt = performance.now();
  const report = await work();
  return { report, ms: performance.now() - startedAt };
}

function mib(bytes: number): string {
  return `${(bytes / MIB).toFixed(2).padStart(6)} MiB`;
}

function percent(ratio: number): string {
  return `${(100 * ratio).toFixed(1).padStart(5)} %`;
}

function milliseconds(value: number): string {
  return `${value.toFixed(0).padStart(6)} ms`;
}
