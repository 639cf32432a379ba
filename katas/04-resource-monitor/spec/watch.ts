import { inspect } from 'node:util';
import { replayHint, scratch, settled } from '@paralelo/testkit';
import { expect } from 'vitest';
import { monitorResources } from '#kata';
import { PATIENCE_MS } from './patience.ts';

export const METRICS = ['cpu', 'memory', 'disk'] as const;
export type Metric = (typeof METRICS)[number];

type Options = NonNullable<Parameters<typeof monitorResources>[0]>;
export type Sample = Parameters<NonNullable<Options['onSample']>>[0];
export type Report = Parameters<NonNullable<Options['onReport']>>[0];
export type Summary = Awaited<ReturnType<typeof monitorResources>>;

/** All that a monitor told. */
export interface Watched {
  readonly samples: readonly Sample[];
  readonly reports: readonly Report[];
  readonly summary: Summary;
}

/** Says of the samples so far whether a monitor may end; `expected` is for the message where it never may. */
interface Enough {
  (samples: readonly Sample[]): boolean;
  readonly expected?: string;
}

/** Runs a monitor, of the disk that the scratch folder is on, and aborts it in the middle of the `onSample` of which `isEnough` says so. */
export async function watch(options: Options, isEnough: Enough): Promise<Watched> {
  const [stop, startedMs] = [new AbortController(), performance.now()];
  let isEnded = false;
  const samples: Sample[] = [];
  const reports: Report[] = [];
  const diskPath = await scratch();
  const running = monitorResources({
    diskPath,
    ...options,
    signal: stop.signal,
    onSample: (sample) => {
      samples.push(sample);
      options.onSample?.(sample);
      if (!isEnough(samples)) return;
      isEnded = true;
      stop.abort();
    },
    onReport: (report) => void reports.push(report),
  });
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  const summary = await settled(running, 'an aborted monitor').finally(() => clearTimeout(timer));
  const afterMs = performance.now() - startedMs;
  for (const sample of samples) expectFields(sample, ['metric', 'atMs', 'usedPercent'], 'what onSample is called with');
  for (const report of reports) expectFields(report, ['fromMs', 'toMs', ...METRICS], 'what onReport is called with');
  if (!isEnded) {
    const counts = METRICS.map((metric) => `${of(metric, samples).length} of ${metric}`).join(', ');
    const seen = `samples after ${(afterMs / 1000).toFixed(1)} s: ${counts}; expected ${isEnough.expected ?? 'more'}`;
    const how = stop.signal.aborted ? 'was aborted, since they were too few' : 'resolved before it was aborted';
    expect.fail(`${seen}; the monitor ${how} ${replayHint()}`);
  }
  expectSummaryFields(summary);
  return { samples, reports, summary };
}

/** @returns `received`; fails unless it has all of `fields`, and says what there is instead */
export function expectFields<T>(received: T, fields: readonly string[], what: string): T {
  const has = (field: string) => ((received ?? {}) as Record<string, unknown>)[field] != null;
  if (!fields.every(has)) expect.fail(`${what}: expected { ${fields.join(', ')} }, received ${inspect(received)}`);
  return received;
}

/** @returns `received`; fails unless it looks like what a monitor resolves with */
export function expectSummaryFields(received: Summary): Summary {
  return expectFields(received, ['fromMs', 'toMs', ...METRICS, 'reports'], 'what monitorResources() resolves with');
}

/** True when there are `count` samples of every metric. */
export function hasEach(count: number): Enough {
  const isEnough = (samples: readonly Sample[]) => METRICS.every((metric) => of(metric, samples).length >= count);
  return Object.assign(isEnough, { expected: `${count} of each` });
}

export function of(metric: Metric, samples: readonly Sample[]): Sample[] {
  return samples.filter((sample) => sample?.metric === metric);
}

/** The time from one sample to the next, typically. */
export function medianGap(samples: readonly Sample[]): number {
  const gaps = samples.slice(1).map(({ atMs }, i) => atMs - samples[i]!.atMs);
  return gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? Number.NaN;
}

/** What samples say together of the time from the first one to the last: each speaks of the time since the one before. */
export function meanOverTime(samples: readonly Sample[]): number {
  const spans = samples.slice(1).map(({ atMs, usedPercent }, i) => ({ ms: atMs - samples[i]!.atMs, usedPercent }));
  const totalMs = spans.reduce((sum, { ms }) => sum + ms, 0);
  return spans.reduce((sum, { ms, usedPercent }) => sum + ms * usedPercent, 0) / totalMs;
}

/** Keeps this thread busy, and with it whoever waits for a callback that runs here. */
export function keepBusy(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}
