/**
 * The whole exercise in a terminal: ten sample files, compressed one after the other and then in parallel.
 * `pnpm demo` runs your `src`, `pnpm demo --reference` the reference.
 */
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { styleText } from 'node:util';
import { type Demo, runDemo, timed } from '@paralelo/testkit/demo';
import { WORDS, type Words } from './demo/words.ts';
import type { Report } from './src/index.ts';

type Show = Demo<typeof import('./src/index.ts'), Words>;

const MIB = 1024 * 1024;
const LABEL = 20;
const workers = availableParallelism();

await runDemo(import.meta.url, WORDS, {}, async (demo: Show) => {
  const { words, format } = demo;
  const paths = await demo.kata.createSampleFiles(join(demo.folder, 'samples'), { count: 10, bytesEach: 4 * MIB });
  console.log(styleText('bold', words.samples(paths.length)));
  const [, aloneMs] = await timed(() => compress(demo, paths, 1));
  demo.signal.throwIfAborted();
  const [report, togetherMs] = await timed(() => compress(demo, paths, workers));
  printReport(demo, report);
  console.log(`\n${words.oneAfterTheOther.padEnd(LABEL)}${format.ms(aloneMs)}`);
  console.log(`${words.atOnce(workers).padEnd(LABEL)}${format.ms(togetherMs)}`);
  const speedup = aloneMs / togetherMs;
  const figure = `${words.speedup.padEnd(LABEL)}${format.fixed(speedup, 2).padStart(6)}×`;
  console.log(`${styleText(speedup > 1.2 ? 'green' : 'yellow', figure)}   ${words.comparedWith}`);
});

function compress({ kata, words, progress, folder, signal }: Show, paths: string[], atOnce: number): Promise<Report> {
  console.log(`\n${atOnce === 1 ? words.oneAfterTheOther : words.atOnce(atOnce)}:`);
  return kata.compressFiles(paths, {
    outDir: join(folder, `by-${atOnce}`),
    workers: atOnce,
    signal,
    onProgress: progress(words.compressed),
  });
}

function printReport({ words, format }: Show, { files, averageRatio }: Report): void {
  const row = (file: string, ...figures: string[]) =>
    [file.padEnd(LABEL), ...figures.map((figure) => figure.padStart(13))].join('');
  const mib = (bytes: number) => `${format.fixed(bytes / MIB, 2)} MiB`;
  const percent = (ratio: number) => `${format.fixed(100 * ratio, 1)} %`;
  console.log(styleText('bold', `\n${row(words.file, words.original, words.size, words.ratio)}`));
  for (const { input, originalBytes, compressedBytes, ratio } of files) {
    console.log(row(basename(input), mib(originalBytes), mib(compressedBytes), percent(ratio)));
  }
  console.log(row(words.averageRatio, '', '', percent(averageRatio)));
}
