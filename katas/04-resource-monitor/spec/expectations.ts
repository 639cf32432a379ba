import { inspect } from 'node:util';
import { replayHint } from '@paralelo/testkit';
import { expect } from 'vitest';
import { type Bounds, isRounded, ROUNDED } from './kernel.ts';
import { METRICS, of, type Report, type Sample, type Summary, type Watched } from './watch.ts';

/** Fails unless `received` lies within `tolerance` of the bounds. */
export function expectWithin(received: unknown, { low, high }: Bounds, tolerance: number, what: string): void {
  const fits = typeof received === 'number' && received >= low - tolerance && received <= high + tolerance;
  if (fits) return;
  const range = high - low < 0.01 ? low.toFixed(2) : `${low.toFixed(2)} to ${high.toFixed(2)}`;
  expect.fail(`${what}: expected ${range}, give or take ${tolerance}; received ${String(received)} ${replayHint()}`);
}

/** Fails when `received` is nearer to what is often taken for it; only where the two lie so far apart that it shows. */
export function expectNotRather(received: number, right: Bounds, wrong: Bounds, apart: number, what: string): void {
  const gap = Math.max(wrong.low - right.high, right.low - wrong.high);
  // Who moves while the spec looks may have moved further in between.
  const moved = Math.max(right.high - right.low, wrong.high - wrong.low);
  if (gap < apart || gap < 8 * moved) return;
  const awayFrom = ({ low, high }: Bounds) => Math.max(0, low - received, received - high);
  if (awayFrom(right) < awayFrom(wrong)) return;
  expect.fail(`${what}: expected ${inspect(right)}, received ${received}, which is rather ${inspect(wrong)}`);
}

/** Fails unless `figures` are those of `values`. */
export function expectFigures(figures: Summary['cpu'], values: readonly number[], what: string): void {
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0) {
    expect.fail(`a sample of ${what} is ${inspect(values[odd])}, expected a share in percent ${replayHint()}`);
  }
  const sum = values.reduce((total, value) => total + value, 0);
  const expected =
    values.length === 0
      ? { mean: null, min: null, max: null, count: 0 }
      : { mean: sum / values.length, min: Math.min(...values), max: Math.max(...values), count: values.length };
  // Samples may be told rounded and summed up as they were, or the other way round. Who rounds nothing has no excuse.
  const areRounded = values.every(isRounded);
  const isSame =
    figures?.count === expected.count &&
    (['mean', 'min', 'max'] as const).every((key) => isClose(figures[key], expected[key], areRounded));
  if (!isSame) expect.fail(`${what}: expected ${inspect(expected)}, received ${inspect(figures)} ${replayHint()}`);
}

/** A sample this near to a border may belong to either side. */
const BORDER_MS = 1;

/** Fails unless the reports lie on one grid of windows, and each holds the samples that were taken in its window. */
export function expectWindows({ reports, samples }: Watched, everyMs: number): void {
  const how = `with reportEveryMs ${everyMs} ${replayHint()}`;
  for (const [i, { fromMs, toMs }] of reports.entries()) {
    const steps = (fromMs - reports[0]!.fromMs) / everyMs;
    const isOnGrid = Math.abs(steps - Math.round(steps)) * everyMs <= BORDER_MS && (i === 0 || steps > 0.5);
    const begins = `report ${i + 1} begins ${steps.toFixed(2)} windows after the first one`;
    if (!isOnGrid) expect.fail(`windows follow each other: ${begins}, expected a whole number of them ${how}`);
    const lengthMs = toMs - fromMs;
    const isWhole = Math.abs(lengthMs - everyMs) <= BORDER_MS || (i === reports.length - 1 && lengthMs < everyMs);
    const length = `report ${i + 1} of ${reports.length} is about ${lengthMs.toFixed(1)} ms`;
    if (!isWhole) expect.fail(`${length}, expected ${everyMs}, and less only in the last one, ${how}`);
  }
  for (const [i, report] of reports.entries()) expectOwnSamples(report, samples, everyMs, `report ${i + 1}`);
}

function expectOwnSamples(report: Report, samples: readonly Sample[], everyMs: number, what: string): void {
  const { fromMs, toMs } = report;
  // The last window is cut at its end, where a sample may just have been on its way.
  const endMs = Math.max(toMs, fromMs + everyMs);
  for (const metric of METRICS) {
    const own = of(metric, samples);
    const inside = own.filter(({ atMs }) => atMs > fromMs + BORDER_MS && atMs < toMs - BORDER_MS);
    const touching = own.filter(({ atMs }) => atMs >= fromMs - BORDER_MS && atMs <= endMs + BORDER_MS);
    const { count } = report[metric];
    const expected = inside.length === touching.length ? `${inside.length}` : `${inside.length} to ${touching.length}`;
    if (!(count >= inside.length && count <= touching.length)) {
      const text = `${what} counts ${count} samples of ${metric}, expected ${expected}: those taken in its window`;
      expect.fail(`${text}, with reportEveryMs ${everyMs} ${replayHint()}`);
    }
    const isPlain = inside.length > 0 && inside.length === touching.length;
    if (isPlain) expectFigures(report[metric], percents(inside), `${metric} of ${what}`);
  }
}

/** Fails unless every sample that was told is in exactly one report. */
export function expectNoneLost({ reports, samples }: Watched): void {
  for (const metric of METRICS) {
    const counted = reports.reduce((sum, report) => sum + report[metric].count, 0);
    const told = of(metric, samples).length;
    expect(counted, `samples of ${metric} in all reports, of ${told} that were told ${replayHint()}`).toBe(told);
  }
}

/** Clocks of which one is `Date.now()` and the other one counts from the start of a process, and rounding, ms. */
export const CLOCKS_MS = 5;

/** Fails unless the reports lie between the beginning and the end of the monitor, and the first one begins with it. */
export function expectReportsWithin({ reports, summary }: Watched, endedMs: number): void {
  const { fromMs, toMs } = summary;
  const beginsMs = reports[0]!.fromMs - fromMs;
  if (Math.abs(beginsMs) > CLOCKS_MS) {
    expect.fail(
      `report 1 begins where the summary does (fromMs ${fromMs}), but this one ${beginsMs.toFixed(1)} ms after it`,
    );
  }
  for (const [what, lateMs] of [
    [`where the summary does (toMs ${toMs})`, reports.at(-1)!.toMs - toMs],
    ['when the monitor is stopped, which it was by now', reports.at(-1)!.toMs - endedMs],
  ] as const) {
    if (lateMs > CLOCKS_MS) expect.fail(`the last report ends ${what}, but this one ${lateMs.toFixed(1)} ms after it`);
  }
}

/** Fails unless the summary has the figures of all samples that were told. */
export function expectSummary(summary: Summary, samples: readonly Sample[]): void {
  for (const metric of METRICS) {
    expectFigures(summary?.[metric], percents(of(metric, samples)), `${metric} of the summary`);
  }
}

function percents(samples: readonly Sample[]): number[] {
  return samples.map(({ usedPercent }) => usedPercent);
}

function isClose(received: unknown, expected: number | null, areSamplesRounded: boolean): boolean {
  if (expected === null || typeof received !== 'number') return received === expected;
  return Math.abs(received - expected) <= (areSamplesRounded || isRounded(received) ? ROUNDED : 1e-6);
}
