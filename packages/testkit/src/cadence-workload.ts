/** Something at a moment, epoch time in ms. */
export interface Timed<T> {
  readonly atMs: number;
  readonly value: T;
}

/** How a workload is run once. */
export interface CadenceRun {
  readonly everyMs: number;
  /** Aborted when enough was seen. */
  readonly signal: AbortSignal;
  /** The scratch folder, which both sides see; empty. */
  readonly folder: string;
  /**
   * To be called for every sample, with whatever the submission said of it. Some call of it blocks the event loop of the
   * submission, with a busy loop.
   */
  readonly onSample: (series: unknown, atMs: unknown, value: unknown) => void;
}

/**
 * Sampling that must go on while the caller's event loop is blocked. Lives in `spec/speedup.ts` as the export `speedup`, and
 * needs `"scratch": true`.
 *
 * While the loop is blocked, the judge reads for itself what is sampled and changes it at a moment nobody knows beforehand,
 * so that a sample can be told from an invented one.
 *
 * @typeParam Kata - the exports of the kata, `typeof import('../src/index.ts')`.
 * @typeParam Reading - all that is sampled, as the judge reads it.
 */
export interface CadenceWorkload<Kata, Reading> {
  /** The names of what is sampled side by side. */
  readonly series: readonly string[];
  /** Period of the samples of each series. */
  readonly everyMs: number;
  /** How long the event loop is blocked. */
  readonly blockMs: number;
  /** Samples until `signal` aborts. */
  run(kata: Kata, options: CadenceRun): Promise<unknown>;
  /** The judge's own reading. Quick: it is taken every millisecond. */
  read(folder: string): Reading;
  /** Changes what is sampled, by more than `believable` overlooks, and returns what changes it back. */
  stir(folder: string): () => void;
  /**
   * The samples of one series that agree with the readings around them. On a busy machine these may lie far apart, since the
   * judge has no core for a while: a sample between two readings may be as either of them, or anything between.
   */
  believable(
    series: string,
    samples: readonly Timed<number>[],
    readings: readonly Timed<Reading>[],
  ): readonly Timed<number>[];
  /** What is wrong with `answer`, in a sentence, or `undefined`. `told` counts the calls of `onSample` by series. */
  check(answer: unknown, told: Readonly<Record<string, number>>): string | undefined;
}
