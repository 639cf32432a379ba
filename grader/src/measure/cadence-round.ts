import type { RunSample, StopReason } from './samples.ts';

/** One run of a sampling submission whose event loop was blocked for a while. Times in ms. */
export interface CadenceRound {
  readonly seed: number;
  readonly run: RunSample;
  /** How many series were to be sampled, and how often each. */
  readonly series: number;
  readonly everyMs: number;
  /** How long the event loop was blocked, by the judge's clock. */
  readonly blockedMs: number;
  /** Samples of that time, as the submission tells. */
  readonly claimed: number;
  /** Those of them that the judge's own reading contradicts. */
  readonly untrue: number;
  /** Periods of that time with a true sample in them, over all series. */
  readonly kept: number;
  /** Meanwhile, from outside. */
  readonly blocked: BlockedFacts;
  /** How often a thread was given a core in a quiet moment after the answer. */
  readonly wakeUpsAfter: number;
}

/** What the kernel saw of the submission while its event loop was blocked. */
export interface BlockedFacts {
  /** CPU time of the whole tree. */
  readonly cpuMs: number;
  /** How often the thread of the event loop was given a core: not once, if it really was blocked. */
  readonly loopWakeUps: number;
  /** How often the other threads were: once for a sample, or for one of every series; absent where nobody knows. */
  readonly otherWakeUps?: number;
  /** How long the others were ready and had no core, all together: the machine's doing. */
  readonly waitedMs: number;
}

/** All that a verdict on cadence needs to know. */
export interface CadenceMeasurement {
  readonly rounds: readonly CadenceRound[];
  readonly stopped: StopReason;
}

/** Samples that were due while the event loop was blocked, over all series. */
export function samplesDue({
  series,
  everyMs,
  blockedMs,
}: Pick<CadenceRound, 'series' | 'everyMs' | 'blockedMs'>): number {
  return series * Math.floor(blockedMs / everyMs);
}

/**
 * How many periods have a sample in them. The grid of periods lies around the first sample, so that a sampler may begin when
 * it likes and each sample may be early or late by half a period; a burst of samples counts once.
 *
 * @param times - ascending, ms
 * @example
 * keptPeriods([3, 22, 23, 24, 61], 20); // 3: around 3, 23 and 63
 */
export function keptPeriods(times: readonly number[], everyMs: number): number {
  const [first = 0] = times;
  return new Set(times.map((time) => Math.round((time - first) / everyMs))).size;
}
