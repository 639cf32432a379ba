import { scratch } from '@paralelo/testkit';
import { monitorResources } from '#kata';

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

/** Runs a monitor, of the disk that the scratch folder is on, and aborts it in the middle of the `onSample` of which `isEnough` says so. */
export async function watch(options: Options, isEnough: (samples: readonly Sample[]) => boolean): Promise<Watched> {
  const stop = new AbortController();
  const samples: Sample[] = [];
  const reports: Report[] = [];
  const diskPath = await scratch();
  const summary = await monitorResources({
    diskPath,
    ...options,
    signal: stop.signal,
    onSample: (sample) => {
      samples.push(sample);
      if (isEnough(samples)) stop.abort();
    },
    onReport: (report) => void reports.push(report),
  });
  return { samples, reports, summary };
}

/** True when there are `count` samples of every metric. */
export function hasEach(count: number): (samples: readonly Sample[]) => boolean {
  return (samples) => METRICS.every((metric) => of(metric, samples).length >= count);
}

export function of(metric: Metric, samples: readonly Sample[]): Sample[] {
  return samples.filter((sample) => sample.metric === metric);
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
