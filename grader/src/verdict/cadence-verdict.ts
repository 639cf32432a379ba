import type { CadenceRules } from '../kata/speedup-rules.ts';
import { type CadenceEstimate, estimateCadence, mostKeptShares } from '../measure/cadence-estimate.ts';
import { type CadenceMeasurement, type CadenceRound, samplesDue } from '../measure/cadence-round.ts';
import type { CadenceReport, SpeedupReport } from '../report/result.ts';
import { inEnglish } from '../report/sentence.ts';
import { type CadenceCheat, findCadenceCheat } from './cadence-integrity.ts';
import { cadenceSentence } from './cadence-sentences.ts';
import { decideRounds, findWrongRound, type KnownIdealReading, outcomeOf } from './decide-rounds.ts';
import { CONFIDENCE, sideOf } from './stopping.ts';

/** How rounds of sampling beside a blocked event loop are read. */
export const CADENCE_READING: KnownIdealReading<CadenceRound, CadenceCheat, CadenceEstimate> = {
  findWrongAnswer: findWrongRound,
  findCheat: findCadenceCheat,
  mostEfficiencies: mostKeptShares,
  estimate: estimateCadence,
  side: sideOf,
};

/**
 * What a measurement of cadence means under a kata's rules. There is no speedup in it, only a share of what was due.
 *
 * @param seed - draws the bootstrap: the same measurement gives the same report
 */
export function cadenceVerdict(
  { rounds }: CadenceMeasurement,
  { levels, workers }: CadenceRules,
  seed: number,
): SpeedupReport {
  const { efficiency: threshold } = levels.at(-1)!;
  const estimate = rounds.length === 0 ? undefined : estimateCadence(rounds, { seed, confidence: CONFIDENCE });
  const decision = decideRounds(rounds, CADENCE_READING, estimate, threshold);
  const said = cadenceSentence(decision);
  return {
    ...outcomeOf(decision, levels),
    message: inEnglish([said]),
    messageSentences: [said],
    ...(estimate && {
      efficiency: estimate.efficiency,
      mostEfficiency: estimate.mostEfficiency,
      cadence: cadenceReport(rounds, estimate),
    }),
    workers,
    rounds: [],
  };
}

function cadenceReport(rounds: readonly CadenceRound[], { kept, due, blockedMs }: CadenceEstimate): CadenceReport {
  return {
    everyMs: rounds[0]!.everyMs,
    blockedMs,
    kept,
    due,
    rounds: rounds.map((round) => ({
      seed: round.seed,
      blockedMs: round.blockedMs,
      blockedCpuMs: round.blocked.cpuMs,
      kept: round.kept,
      due: samplesDue(round),
      untrue: round.untrue,
    })),
  };
}
