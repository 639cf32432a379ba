import type { Metric, Sample } from './kernel.ts';

export interface Figures {
  mean: number | null;
  min: number | null;
  max: number | null;
  count: number;
}

export interface Report extends Record<Metric, Figures> {
  fromMs: number;
  toMs: number;
}

/** Keeps samples by the window they were taken in; a window is reported once every metric has left it behind. */
export function newBook(startMs: number, everyMs: number, onReport: (report: Report) => void) {
  const all: Sample[] = [];
  const open = new Map<number, Sample[]>();
  const last: Record<Metric, number> = { cpu: -1, memory: -1, disk: -1 };
  let reports = 0;

  const reportBefore = (window: number, endMs = Infinity): void => {
    for (const key of [...open.keys()].sort((a, b) => a - b)) {
      if (key >= window) break;
      const fromMs = startMs + key * everyMs;
      const samples = open.get(key)!;
      open.delete(key);
      reports++;
      onReport({ fromMs, toMs: Math.min(fromMs + everyMs, endMs), ...figuresOf(samples) });
    }
  };

  return {
    add(sample: Sample): void {
      const window = Math.floor((sample.atMs - startMs) / everyMs);
      open.set(window, [...(open.get(window) ?? []), sample]);
      all.push(sample);
      last[sample.metric] = window;
      reportBefore(Math.min(...Object.values(last)));
    },
    finish(toMs: number) {
      reportBefore(Infinity, toMs);
      return { fromMs: startMs, toMs, ...figuresOf(all), reports };
    },
  };
}

function figuresOf(samples: readonly Sample[]): Record<Metric, Figures> {
  const of = (metric: Metric): Figures => {
    const values = samples.filter((sample) => sample.metric === metric).map(({ usedPercent }) => usedPercent);
    if (values.length === 0) return { mean: null, min: null, max: null, count: 0 };
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { mean, min: Math.min(...values), max: Math.max(...values), count: values.length };
  };
  return { cpu: of('cpu'), memory: of('memory'), disk: of('disk') };
}
