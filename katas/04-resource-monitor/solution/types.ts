export const METRICS = ['cpu', 'memory', 'disk'] as const;
export type Metric = (typeof METRICS)[number];

export interface Sample {
  readonly metric: Metric;
  /** Epoch time at which it was taken. */
  readonly atMs: number;
  readonly usedPercent: number;
}

/** What some samples of one metric say together; `null` where there is none. Percent. */
export interface Figures {
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly count: number;
}

/** The samples that were taken in `[fromMs, toMs)`, epoch time. */
export interface Report extends Readonly<Record<Metric, Figures>> {
  readonly fromMs: number;
  readonly toMs: number;
}

/** All samples of a monitor, and how many reports it gave. */
export interface Summary extends Report {
  readonly reports: number;
}
