import type { IoSpeedupRules } from '../kata/speedup-rules.ts';
import { estimateIo, type IoEstimate, ioSpeedup, mostIoEfficiencies } from '../measure/io-estimate.ts';
import { type IoMeasurement, type IoRound, idealTimes } from '../measure/io-round.ts';
import type { IoReport, SpeedupReport } from '../report/result.ts';
import { inEnglish } from '../report/sentence.ts';
import { findIoCheat, findWrongIoAnswer } from './io-integrity.ts';
import { type IoDecision, ioSentence } from './io-sentences.ts';
import { CONFIDENCE, isHopeless, MIN_ROUNDS, type Reading, sideOf } from './stopping.ts';

/** How rounds of I/O-bound work are read. */
export const IO_READING: Reading<IoRound> = {
  findWrongAnswer: findWrongIoAnswer,
  findCheat: findIoCheat,
  mostEfficiencies: mostIoEfficiencies,
  estimate: estimateIo,
};

/**
 * What a measurement of I/O-bound work means under a kata's rules.
 *
 * @param seed - draws the bootstrap: the same measurement gives the same report
 */
export function ioVerdict(measurement: IoMeasurement, rules: IoSpeedupRules, seed: number): SpeedupReport {
  const { workers, rounds } = measurement;
  const { efficiency: threshold, points: maxPoints } = rules.levels.at(-1)!;
  const estimate = rounds.length === 0 ? undefined : estimateIo(rounds, { seed, confidence: CONFIDENCE });
  const decision = decide(rounds, estimate, threshold);
  const said = ioSentence(decision);
  return {
    ...statusOf(decision),
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
    threshold,
    rounds: [],
    points: pointsOf(decision, rules.levels),
    maxPoints,
  };
}

function decide(rounds: readonly IoRound[], estimate: IoEstimate | undefined, threshold: number): IoDecision {
  const answer = findWrongIoAnswer(rounds);
  if (answer) return { is: 'wrong', answer };
  const finding = findIoCheat(rounds);
  const hopeless = isHopeless(rounds, threshold, IO_READING);
  if (!estimate || (rounds.length < MIN_ROUNDS && !hopeless && finding?.rounds !== rounds.length)) {
    return { is: 'too-few-rounds', rounds: rounds.length, needed: MIN_ROUNDS };
  }
  if (finding) return { is: 'caught', finding };
  const figures = { ...estimate, rounds: rounds.length, threshold };
  const side = sideOf(estimate, threshold);
  if (hopeless || side === 'below') return { is: 'slow', figures };
  if (side === 'unclear') return { is: 'undecided', figures };
  return { is: estimate.mostInFlight < estimate.capacity ? 'unreached' : 'passed', figures };
}

function statusOf({ is }: IoDecision): Pick<SpeedupReport, 'status' | 'kind'> {
  switch (is) {
    case 'passed':
      return { status: 'passed' };
    case 'slow':
    case 'unreached':
      return { status: 'failed', kind: 'slow' };
    case 'caught':
    case 'wrong':
      return { status: 'failed', kind: 'integrity' };
    default:
      return { status: 'inconclusive' };
  }
}

/** Points of the highest level reached, the last one only for "passed"; none for a trick, nothing decided while open. */
function pointsOf(decision: IoDecision, levels: IoSpeedupRules['levels']): number | null {
  switch (decision.is) {
    case 'passed':
      return levels.at(-1)!.points;
    case 'slow':
    case 'unreached': {
      const { median } = decision.figures.efficiency;
      return levels.slice(0, -1).findLast(({ efficiency }) => efficiency <= median)?.points ?? 0;
    }
    case 'caught':
    case 'wrong':
      return 0;
    default:
      return null;
  }
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
