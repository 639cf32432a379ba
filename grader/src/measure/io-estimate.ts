import type { Interval } from '../report/result.ts';
import type { EfficiencyEstimate } from './estimate.ts';
import { type IoRound, idealTimes } from './io-round.ts';
import { type BootstrapOptions, median, medianAbsoluteDeviation, medianInterval } from './statistics.ts';

/** What some rounds of I/O-bound work say together. */
export interface IoEstimate extends EfficiencyEstimate {
  readonly speedup: Interval;
  readonly makespanMs: number;
  readonly mostInFlight: number;
  /** How far rounds lie from the median speedup, typically, as a share of it. */
  readonly scatter: number;
}

/** One at a time over the makespan, run-queue waits of the submission taken out. */
export function ioSpeedup(round: IoRound): number {
  return idealTimes(round).oneAtATimeMs / round.run.correctedWallMs;
}

/** More is not possible, even if every wait was a stranger's and every late answer of the server held it up. */
function mostIoSpeedup(round: IoRound): number {
  const { oneAtATimeMs, parallelMs } = idealTimes(round);
  const { correctedWallMs, leastWallMs = correctedWallMs } = round.run;
  const servedLateMs = (parallelMs / round.latencyMs) * round.serverLateMs;
  return oneAtATimeMs / Math.max(parallelMs, leastWallMs - servedLateMs);
}

export function mostIoEfficiencies(rounds: readonly IoRound[]): number[] {
  return rounds.map((round) => mostIoSpeedup(round) / round.workers);
}

/**
 * Medians with bootstrap intervals. The capacity is known, it is the number of workers.
 *
 * @throws RangeError when there are no rounds
 */
export function estimateIo(rounds: readonly IoRound[], options: BootstrapOptions): IoEstimate {
  const speedups = rounds.map(ioSpeedup);
  const capacity = median(rounds.map(({ workers }) => workers));
  const speedup = medianInterval(speedups, options);
  return {
    speedup,
    capacity,
    efficiency: {
      median: speedup.median / capacity,
      low: speedup.low / capacity,
      high: speedup.high / capacity,
    },
    mostEfficiency: median(mostIoEfficiencies(rounds)),
    makespanMs: median(rounds.map(({ run }) => run.correctedWallMs)),
    mostInFlight: median(rounds.map(({ mostInFlight }) => mostInFlight)),
    scatter: medianAbsoluteDeviation(speedups) / speedup.median,
  };
}
