import type { IoSpeedupRules } from '../kata/speedup-rules.ts';
import { estimateIo, type IoEstimate, ioSpeedup, mostIoEfficiencies } from '../measure/io-estimate.ts';
import { type IoMeasurement, type IoRound, idealTimes } from '../measure/io-round.ts';
import type { IoReport, SpeedupReport } from '../report/result.ts';
import { inEnglish } from '../report/sentence.ts';
import { decideRounds, findWrongRound, type KnownIdealReading, outcomeOf } from './decide-rounds.ts';
import { findIoCheat, type IoCheat } from './io-integrity.ts';
import { type IoDecision, ioSentence } from './io-sentences.ts';
import { CONFIDENCE, sideOf } from './stopping.ts';

/** How rounds of I/O-bound work are read. */
export const IO_READING: KnownIdealReading<IoRound, IoCheat, IoEstimate> = {
  findWrongAnswer: findWrongRound,
  findCheat: findIoCheat,
  mostEfficiencies: mostIoEfficiencies,
  estimate: estimateIo,
  side: sideOf,
};

/**
 * What a measurement of I/O-bound work means under a kata's rules.
 *
 * @param seed - draws the bootstrap: the same measurement gives the same report
 */
export function ioVerdict({ workers, rounds }: IoMeasurement, { levels }: IoSpeedupRules, seed: number): SpeedupReport {
  const { efficiency: threshold } = levels.at(-1)!;
  const estimate = rounds.length === 0 ? undefined : estimateIo(rounds, { seed, confidence: CONFIDENCE });
  const decision = decide(rounds, estimate, threshold);
  const said = ioSentence(decision);
  return {
    ...outcomeOf(decision, levels),
    message: inEnglish([said]),
    messageSentences: [said],
    ...(estimate && {
      capacity: estimate.capacity,
      speedup: estimate.speedup,
      efficiency: estimate.efficiency,
      mostEfficiency: estimate.mostEfficiency,
      thresholdSpeedup: threshold * estimate.capacity,
      io: ioReport(rounds, estimate),
    }),
    workers,
    rounds: [],
  };
}

/** Whoever is fast enough must have worked on as many as it may. */
function decide(rounds: readonly IoRound[], estimate: IoEstimate | undefined, threshold: number): IoDecision {
  const decision = decideRounds(rounds, IO_READING, estimate, threshold);
  if (decision.is !== 'passed' || decision.figures.mostInFlight >= decision.figures.capacity) return decision;
  return { is: 'unreached', figures: decision.figures };
}

function ioReport(rounds: readonly IoRound[], { mostInFlight, makespanMs }: IoEstimate): IoReport {
  const [first] = rounds;
  return {
    items: first!.items,
    latencyMs: first!.latencyMs,
    mostInFlight,
    makespanMs,
    idealMs: idealTimes(first!).parallelMs,
    rounds: rounds.map((round) => ({
      seed: round.seed,
      makespanMs: round.run.correctedWallMs,
      rawMakespanMs: round.run.wallMs,
      mostInFlight: round.mostInFlight,
      speedup: ioSpeedup(round),
    })),
  };
}
