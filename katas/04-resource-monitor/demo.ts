/**
 * The whole exercise in a terminal: a line for every sample, a report for every window, until Ctrl+C. `pnpm demo` runs your
 * `src`, `pnpm demo --reference` the reference; `--every 1 --report 10` are seconds.
 */
import { styleText } from 'node:util';
import { runDemo } from '@paralelo/testkit/demo';

type Kata = typeof import('./src/index.ts');
type Options = NonNullable<Parameters<Kata['monitorResources']>[0]>;
type Sample = Parameters<NonNullable<Options['onSample']>>[0];
type Report = Parameters<NonNullable<Options['onReport']>>[0];

const METRICS = ['cpu', 'memory', 'disk'] as const;
const COLUMN = 24;

const DEFAULTS = { every: '5', report: '30', disk: '/' };

await runDemo<Kata, keyof typeof DEFAULTS>(
  import.meta.url,
  { stopped: 'every worker has ended', flags: DEFAULTS },
  async ({ kata, flags: { every, report, disk }, signal }) => {
    console.log(`Every ${every} s, a report every ${report} s, disk ${disk}. Ctrl+C ends with a last report.\n`);
    console.log(styleText('bold', `  time      ${METRICS.map((metric) => metric.padEnd(COLUMN)).join('')}`.trimEnd()));
    const summary = await kata.monitorResources({
      sampleEveryMs: 1000 * Number(every),
      reportEveryMs: 1000 * Number(report),
      diskPath: disk,
      onSample: linePrinter(),
      onReport: printReport,
      signal,
    });
    const seconds = Math.round((summary.toMs - summary.fromMs) / 1000);
    console.log(styleText('bold', `\n  all ${seconds} s, reports: ${summary.reports}`));
    printFigures(summary);
    console.log(styleText('green', '\nStopped: every worker has ended.'));
  },
);

/** Prints a line as soon as each metric has a new sample. */
function linePrinter(): (sample: Sample) => void {
  const news = new Map<Sample['metric'], Sample>();
  return (sample) => {
    news.set(sample.metric, sample);
    if (news.size < METRICS.length) return;
    const cells = METRICS.map((metric) => cell(news.get(metric)!.usedPercent));
    console.log(`  ${timeOf(sample.atMs)}  ${cells.join('')}`.trimEnd());
    news.clear();
  };
}

function printReport(report: Report): void {
  console.log(styleText('bold', `\n  ${timeOf(report.fromMs)} to ${timeOf(report.toMs)}`));
  printFigures(report);
  console.log();
}

function printFigures(report: Report): void {
  console.log(styleText('dim', '               mean       min       max   samples'));
  for (const metric of METRICS) {
    const { mean, min, max, count } = report[metric];
    const shares = [mean, min, max].map((share) => percent(share).padStart(10)).join('');
    console.log(`    ${metric.padEnd(6)}${shares.slice(1)}${String(count).padStart(10)}`);
  }
}

function cell(share: number): string {
  const width = 12;
  const filled = Math.round((share * width) / 100);
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${percent(share).padStart(7)}`.padEnd(COLUMN);
}

function percent(share: number | null): string {
  return share === null ? '–' : `${share.toFixed(1)} %`;
}

function timeOf(epochMs: number): string {
  return new Date(epochMs).toTimeString().slice(0, 8);
}
