import { type CadenceRound, samplesDue } from './cadence-round.ts';
import type { EfficiencyEstimate } from './estimate.ts';
import { type BootstrapOptions, median, medianInterval } from './statistics.ts';

/** What some rounds of sampling say together. */
export interface CadenceEstimate extends EfficiencyEstimate {
  readonly kept: number;
  readonly due: number;
  readonly blockedMs: number;
}

/** Samples kept, of those due; none where the event loop was not even blocked. */
export function keptShare(round: CadenceRound): number {
  return Math.min(1, round.kept / Math.max(1, samplesDue(round)));
}

/** More is not possible, even if every wait for a core cost as many samples as fit into it. */
export function mostKeptShares(rounds: readonly CadenceRound[]): number[] {
  return rounds.map((round) => {
    const lost = round.blocked.waitedMs / round.everyMs;
    return Math.min(1, (round.kept + lost) / Math.max(1, samplesDue(round)));
  });
}

/**
 * Medians with bootstrap intervals. The capacity is known, it is the number of samples that were due.
 *
 * @throws RangeError when there are no rounds
 */
export function estimateCadence(rounds: readonly CadenceRound[], options: BootstrapOptions): CadenceEstimate {
  const due = median(rounds.map(samplesDue));
  return {
    efficiency: medianInterval(rounds.map(keptShare), options),
    mostEfficiency: median(mostKeptShares(rounds)),
    capacity: due,
    kept: median(rounds.map(({ kept }) => kept)),
    due,
    blockedMs: median(rounds.map(({ blockedMs }) => blockedMs)),
  };
}
