/**
 * The whole exercise in a terminal: a line for every sample, a report for every window, until Ctrl+C. `pnpm demo` runs your
 * `src`, `pnpm demo --reference` the reference; `--every 1 --report 10` are seconds.
 */
import { styleText } from 'node:util';
import { type Demo, runDemo } from '@paralelo/testkit/demo';
import { WORDS, type Words } from './demo/words.ts';

type Kata = typeof import('./src/index.ts');
type Options = NonNullable<Parameters<Kata['monitorResources']>[0]>;
type Sample = Parameters<NonNullable<Options['onSample']>>[0];
type Report = Parameters<NonNullable<Options['onReport']>>[0];

const METRICS = ['cpu', 'memory', 'disk'] as const;
const COLUMN = 24;
const LABEL = 12;

const DEFAULTS = { every: '5', report: '30', disk: '/' };

type Show = Demo<Kata, Words, keyof typeof DEFAULTS>;

await runDemo(import.meta.url, WORDS, DEFAULTS, async (demo: Show) => {
  const { kata, words, flags, signal } = demo;
  const metrics = METRICS.map((metric) => words[metric].padEnd(COLUMN)).join('');
  console.log(`${words.plan(flags)}\n`);
  console.log(styleText('bold', `  ${words.time.padEnd(10)}${metrics}`.trimEnd()));
  const summary = await kata.monitorResources({
    sampleEveryMs: 1000 * Number(flags.every),
    reportEveryMs: 1000 * Number(flags.report),
    diskPath: flags.disk,
    onSample: linePrinter(demo),
    onReport: (report) => {
      console.log(styleText('bold', `\n  ${words.window(timeOf(report.fromMs), timeOf(report.toMs))}`));
      printFigures(demo, report);
      console.log();
    },
    signal,
  });
  const seconds = Math.round((summary.toMs - summary.fromMs) / 1000);
  console.log(styleText('bold', `\n  ${words.whole(seconds, summary.reports)}`));
  printFigures(demo, summary);
  console.log(styleText('green', `\n${demo.stopped}`));
});

/** Prints a line as soon as each metric has a new sample. */
function linePrinter({ format }: Show): (sample: Sample) => void {
  const news = new Map<Sample['metric'], Sample>();
  return (sample) => {
    news.set(sample.metric, sample);
    if (news.size < METRICS.length) return;
    const cells = METRICS.map((metric) => cell(format, news.get(metric)!.usedPercent));
    console.log(`  ${timeOf(sample.atMs)}  ${cells.join('')}`.trimEnd());
    news.clear();
  };
}

function printFigures({ words, format }: Show, report: Report): void {
  const row = (label: string, ...figures: string[]) =>
    [`    ${label}`.padEnd(LABEL), ...figures.map((figure) => figure.padStart(10))].join('');
  console.log(styleText('dim', row('', words.mean, words.min, words.max, words.samples)));
  for (const metric of METRICS) {
    const { mean, min, max, count } = report[metric];
    const shares = [mean, min, max].map((share) => percent(format, share));
    console.log(row(words[metric], ...shares, format.count(count)));
  }
}

function cell(format: Show['format'], share: number): string {
  const width = 12;
  const filled = Math.round((share * width) / 100);
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${percent(format, share).padStart(7)}`.padEnd(COLUMN);
}

function percent(format: Show['format'], share: number | null): string {
  return share === null ? '–' : `${format.fixed(share, 1)} %`;
}

function timeOf(epochMs: number): string {
  return new Date(epochMs).toTimeString().slice(0, 8);
}
