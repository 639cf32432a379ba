import type { Interval } from '../report/result.ts';
import type { Round, RunSample } from './samples.ts';
import { type BootstrapOptions, median, medianAbsoluteDeviation, medianInterval, medianRatio } from './statistics.ts';

/** One round in figures. Speedups are ratios, `coresBusy` is in cores. */
export interface RoundFigures {
  readonly speedup: number;
  /** As the clock saw it: strangers included. */
  readonly rawSpeedup: number;
  /** More is not possible, even if every wait that may have been a stranger's was one. */
  readonly mostSpeedup: number;
  readonly coresBusy: number;
  /** Cores that the machine could give, strangers left out. */
  readonly capacity: number;
}

/** What is compared with the levels. Shares of what the machine can give. */
export interface EfficiencyEstimate {
  /** `speedup / capacity` with its interval. */
  readonly efficiency: Interval;
  /** Median efficiency if every doubt about strangers is resolved for the submission. */
  readonly mostEfficiency: number;
  /** Cores that the machine could give, strangers left out: to this work, where that was measured. */
  readonly capacity: number;
  /** Low end of its interval, where it was measured in samples of its own: who is to fail must do so with this. */
  readonly leastCapacity?: number;
}

/** What some rounds say together. */
export interface SpeedupEstimate extends EfficiencyEstimate {
  readonly speedup: Interval;
  readonly rawSpeedup: Interval;
  /** How far rounds lie from the median speedup, typically, as a share of it. */
  readonly scatter: number;
  /** Cores that the machine gave with everyone else on it. */
  readonly givenCores: number;
  /** Cores that it could give to a loop that shares nothing. */
  readonly freeCores: number;
  readonly coresBusy: number;
  /**
   * `speedup / coresBusy`: the work of the sequential run as a share of the work that the many workers did. 0 where none of
   * it was seen.
   */
  readonly workEfficiency: number;
  /** CPU time of one worker over that of the sequential run. */
  readonly oneWorkerWork: number;
}

/** Sharing out work among all cores can save this share of it, since less memory fits a cache better; more is another program. */
const MOST_WORK_SAVED = 0.25;

/**
 * Figures of each round.
 *
 * The sequential time is the faster of the grader's own program and the submission on one worker, so that neither a slow
 * sequential path nor a sleeping one gains anything. Which of the two is faster is decided once for all rounds, at the
 * median: the smaller of two noisy times, taken anew in every round, is smaller than either, by a tenth at a noise
 * of 25 %, and would take that from every honest submission.
 *
 * A speedup counts as far as cores explain it: who has one core busy and a cleverer program than on one worker was slow on
 * purpose there, or by mistake, but is not parallel. With one core busy nothing is shared out, and nothing saved.
 */
export function figuresOf(rounds: readonly Round[]): RoundFigures[] {
  const isBaselineFaster =
    median(rounds.map((round) => oneWorkerMs(round.one, 'corrected') / round.baseline.correctedWallMs)) >= 1;
  return rounds.map(({ baseline, one, many, capacity }) => {
    const sequentialMs = isBaselineFaster ? baseline.correctedWallMs : oneWorkerMs(one, 'corrected');
    const rawSequentialMs = isBaselineFaster ? baseline.wallMs : oneWorkerMs(one, 'raw');
    const counted = (ms: number, wallMs: number) => {
      const saved = MOST_WORK_SAVED * shareOfCores(ratioOf(many.cpuMs, wallMs), capacity.correctedCores);
      return ratioOf(Math.min(ms, (1 + saved) * many.cpuMs), wallMs);
    };
    return {
      speedup: counted(sequentialMs, many.correctedWallMs),
      rawSpeedup: counted(rawSequentialMs, many.wallMs),
      mostSpeedup: counted(sequentialMs, many.leastWallMs ?? many.correctedWallMs),
      coresBusy: many.cpuMs / many.correctedWallMs,
      capacity: capacity.correctedCores,
    };
  });
}

/**
 * Median speedup over median capacity, resampled together.
 *
 * The kernel runs beside the submission, not with it, so a round's own capacity shares little of its noise and would only
 * add its own; resampling both keeps the doubt about the capacity in the interval.
 *
 * @param workCores - what the machine gave to this work in some samples of their own (see work-cores.ts): their median is taken as it is
 * @throws RangeError when there are no rounds
 */
export function estimateEfficiency(
  rounds: readonly Round[],
  options: BootstrapOptions,
  workCores: readonly number[] = [],
): EfficiencyEstimate {
  const figures = figuresOf(rounds);
  const speedups = figures.map(({ speedup }) => speedup);
  const free = figures.map((figure) => figure.capacity);
  const mostSpeedup = median(figures.map((figure) => figure.mostSpeedup));
  if (workCores.length === 0) {
    const capacity = median(free);
    return { efficiency: medianRatio(speedups, free, options), mostEfficiency: mostSpeedup / capacity, capacity };
  }
  const given = medianInterval(workCores, options);
  const capacity = Math.min(median(free), given.median);
  return {
    efficiency: shareOf(medianInterval(speedups, options), capacity),
    mostEfficiency: mostSpeedup / capacity,
    capacity,
    leastCapacity: Math.min(capacity, given.low),
  };
}

function shareOf({ median, low, high }: Interval, whole: number): Interval {
  return { median: median / whole, low: low / whole, high: high / whole };
}

/**
 * Medians with bootstrap intervals over all rounds.
 *
 * @throws RangeError when there are no rounds
 */
export function estimateSpeedup(
  rounds: readonly Round[],
  options: BootstrapOptions,
  workCores: readonly number[] = [],
): SpeedupEstimate {
  const figures = figuresOf(rounds);
  const speedups = figures.map((figure) => figure.speedup);
  const speedup = medianInterval(speedups, options);
  const rawSpeedup = medianInterval(
    figures.map((figure) => figure.rawSpeedup),
    options,
  );
  const coresBusy = median(figures.map((figure) => figure.coresBusy));
  return {
    ...estimateEfficiency(rounds, options, workCores),
    speedup,
    rawSpeedup,
    scatter: ratioOf(medianAbsoluteDeviation(speedups), speedup.median),
    givenCores: median(rounds.map((round) => round.capacity.cores)),
    freeCores: median(figures.map((figure) => figure.capacity)),
    coresBusy,
    workEfficiency: ratioOf(speedup.median, coresBusy),
    oneWorkerWork: median(rounds.map(({ one, baseline }) => ratioOf(one.cpuMs, baseline.cpuMs))),
  };
}

/**
 * Without a cgroup the clock of CPU time moves in ticks of 10 ms, so a run that answers at once has used none, and may have
 * waited for a core all of its time: a ratio to nothing says nothing, and must stay a number all the same.
 */
function ratioOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** How many of the further cores were busy: 0 with one core, 1 with all. */
function shareOfCores(coresBusy: number, capacity: number): number {
  return capacity <= 1 ? 0 : Math.min(1, Math.max(0, (coresBusy - 1) / (capacity - 1)));
}

/** CPU time is no shorter than the work: a helper that computes beside the one worker gains nothing. */
function oneWorkerMs(one: RunSample, clock: 'corrected' | 'raw'): number {
  return Math.max(clock === 'corrected' ? one.correctedWallMs : one.wallMs, one.cpuMs);
}
