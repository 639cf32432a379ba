import { inspect } from 'node:util';
import { replayHint } from '@paralelo/testkit';
import { expect } from 'vitest';
import { type Bounds, ROUNDED } from './kernel.ts';
import { METRICS, of, type Report, type Sample, type Summary } from './watch.ts';

/** Fails unless `received` lies within `tolerance` of the bounds. */
export function expectWithin(received: unknown, { low, high }: Bounds, tolerance: number, what: string): void {
  const fits = typeof received === 'number' && received >= low - tolerance && received <= high + tolerance;
  const range = high - low < 0.01 ? low.toFixed(2) : `${low.toFixed(2)} to ${high.toFixed(2)}`;
  expect(
    fits,
    `${what}: expected ${range}, give or take ${tolerance}; received ${String(received)} ${replayHint()}`,
  ).toBe(true);
}

/** Fails when `received` is nearer to what is often taken for it; only where the two lie so far apart that it shows. */
export function expectNotRather(received: number, right: Bounds, wrong: Bounds, apart: number, what: string): void {
  const gap = Math.max(wrong.low - right.high, right.low - wrong.high);
  // Who moves while the spec looks may have moved further in between.
  const moved = Math.max(right.high - right.low, wrong.high - wrong.low);
  if (gap < apart || gap < 8 * moved) return;
  const awayFrom = ({ low, high }: Bounds) => Math.max(0, low - received, received - high);
  const message = `${what}: expected ${inspect(right)}, received ${received}, which is rather ${inspect(wrong)}`;
  expect(awayFrom(right) < awayFrom(wrong), message).toBe(true);
}

/** Fails unless `figures` are those of `values`. */
export function expectFigures(figures: Summary['cpu'], values: readonly number[], what: string): void {
  const odd = values.find((value) => !Number.isFinite(value));
  expect(odd, `a sample of ${what} is ${inspect(odd)}, expected a share in percent ${replayHint()}`).toBeUndefined();
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
  const message = `${what}: expected ${inspect(expected)}, received ${inspect(figures)} ${replayHint()}`;
  expect(isSame, message).toBe(true);
}

/** A sample this near to a border may belong to either side. */
const BORDER_MS = 1;

/** Fails unless the reports lie on one grid of windows, and each holds the samples that were taken in its window. */
export function expectWindows(reports: readonly Report[], samples: readonly Sample[], everyMs: number): void {
  for (const [i, { fromMs, toMs }] of reports.entries()) {
    const steps = (fromMs - reports[0]!.fromMs) / everyMs;
    const isOnGrid = Math.abs(steps - Math.round(steps)) * everyMs <= BORDER_MS && (i === 0 || steps > 0.5);
    expect(isOnGrid, `report ${i} begins ${steps} windows after the first one, expected a whole number`).toBe(true);
    const lengthMs = toMs - fromMs;
    const isWhole = Math.abs(lengthMs - everyMs) <= BORDER_MS || (i === reports.length - 1 && lengthMs < everyMs);
    expect(isWhole, `report ${i} is about ${lengthMs} ms, expected ${everyMs} (less only in the last one)`).toBe(true);
  }
  for (const [i, report] of reports.entries()) expectOwnSamples(report, samples, everyMs, `report ${i}`);
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
    const message = `${what} counts ${count} samples of ${metric}, expected ${expected}: those taken in its window ${replayHint()}`;
    expect(count >= inside.length && count <= touching.length, message).toBe(true);
    const isPlain = inside.length > 0 && inside.length === touching.length;
    if (isPlain) expectFigures(report[metric], percents(inside), `${metric} of ${what}`);
  }
}

/** Fails unless every sample that was told is in exactly one report. */
export function expectNoneLost(reports: readonly Report[], samples: readonly Sample[]): void {
  for (const metric of METRICS) {
    const counted = reports.reduce((sum, report) => sum + report[metric].count, 0);
    const told = of(metric, samples).length;
    expect(counted, `samples of ${metric} in all reports, of ${told} that were told ${replayHint()}`).toBe(told);
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

/** Has two decimals at most. */
function isRounded(percent: number): boolean {
  return Number(percent.toFixed(2)) === percent;
}
