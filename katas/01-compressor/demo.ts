/**
 * The whole exercise in a terminal: ten sample files, compressed one after the other and then in parallel.
 * `pnpm demo` runs your `src`, `pnpm demo --reference` the reference.
 */
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { styleText } from 'node:util';
import { type Demo, formatMs, progressBar, runDemo, timed } from '@paralelo/testkit/demo';
import type { Report } from './src/index.ts';

type Kata = typeof import('./src/index.ts');

const MIB = 1024 * 1024;
const workers = availableParallelism();

await runDemo<Kata>(import.meta.url, { stopped: 'no file is left half-written' }, async (demo) => {
  const paths = await demo.kata.createSampleFiles(join(demo.folder, 'samples'), { count: 10, bytesEach: 4 * MIB });
  console.log(styleText('bold', `${paths.length} sample files of 4 MiB`));
  const [, aloneMs] = await timed(() => compress(demo, paths, 1));
  demo.signal.throwIfAborted();
  const [report, togetherMs] = await timed(() => compress(demo, paths, workers));
  console.log(styleText('bold', '\nfile                 original   compressed   ratio'));
  for (const { input, originalBytes, compressedBytes, ratio } of report.files) {
    console.log(`${basename(input).padEnd(18)} ${mib(originalBytes)}   ${mib(compressedBytes)}   ${percent(ratio)}`);
  }
  console.log(`average ratio                                 ${percent(report.averageRatio)}`);
  console.log(`\none after the other  ${formatMs(aloneMs)}`);
  console.log(`${workers} at once             ${formatMs(togetherMs)}`);
  const speedup = aloneMs / togetherMs;
  console.log(styleText(speedup > 1.2 ? 'green' : 'yellow', `speedup                ${speedup.toFixed(2)}×`));
});

function compress({ kata, folder, signal }: Demo<Kata>, paths: string[], workersAtOnce: number): Promise<Report> {
  console.log(`\n${workersAtOnce === 1 ? 'One after the other' : `${workersAtOnce} at once`}:`);
  return kata.compressFiles(paths, {
    outDir: join(folder, `by-${workersAtOnce}`),
    workers: workersAtOnce,
    signal,
    onProgress: progressBar((counts) => `Compressed ${counts} files`),
  });
}

function mib(bytes: number): string {
  return `${(bytes / MIB).toFixed(2).padStart(6)} MiB`;
}

function percent(ratio: number): string {
  return `${(100 * ratio).toFixed(1).padStart(5)} %`;
}
