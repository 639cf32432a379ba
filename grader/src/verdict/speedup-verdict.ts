import type { CpuSpeedupRules } from '../kata/speedup-rules.ts';
import { estimateSpeedup, figuresOf, type SpeedupEstimate } from '../measure/estimate.ts';
import type { Measurement } from '../measure/samples.ts';
import { median } from '../measure/statistics.ts';
import type { FailureKind, SpeedupReport, Status } from '../report/result.ts';
import { inEnglish, type Sentence } from '../report/sentence.ts';
import { accountSentences } from './account-sentences.ts';
import { findCheat, findWrongAnswer } from './integrity.ts';
import { type Decision, type DecisionFigures, decisionSentence } from './sentences.ts';
import { askedSpeedup, CONFIDENCE, cpuReading, isHopeless, isWeak, MIN_ROUNDS } from './stopping.ts';

/**
 * What a measurement means under a kata's rules.
 *
 * @param seed - draws the bootstrap: the same measurement gives the same report
 */
export function speedupVerdict(
  measurement: Measurement,
  rules: Pick<CpuSpeedupRules, 'levels'>,
  seed: number,
): SpeedupReport {
  const { workers, rounds, workCores } = measurement;
  const { levels } = rules;
  const { efficiency: threshold, points: maxPoints } = levels.at(-1)!;
  const estimate =
    rounds.length === 0 ? undefined : estimateSpeedup(rounds, { seed, confidence: CONFIDENCE }, workCores);
  const decision = decide(measurement, estimate, threshold);
  const { status, kind } = statusOf(decision);
  const said = decisionSentence(decision);
  const account = estimate && accountOf(estimate, measurement, decision);
  return {
    status,
    ...(kind && { kind }),
    message: inEnglish([said]),
    messageSentences: [said],
    ...(account && {
      explanation: inEnglish(account),
      explanationSentences: account,
      workEfficiency: estimate.workEfficiency,
    }),
    ...(estimate && {
      capacity: estimate.capacity,
      speedup: estimate.speedup,
      rawSpeedup: estimate.rawSpeedup,
      efficiency: estimate.efficiency,
      mostEfficiency: estimate.mostEfficiency,
      thresholdSpeedup: askedSpeedup(threshold, estimate.capacity),
      coresBusy: estimate.coresBusy,
    }),
    workers,
    threshold,
    rounds: summaries(measurement),
    ...(estimate && typicalTrace(measurement, estimate.speedup.median)),
    points: pointsOf(decision, levels, estimate),
    maxPoints,
  };
}

/** There is nothing to account for where the clock of CPU time saw no work. */
function accountOf(
  estimate: SpeedupEstimate,
  { workers, workCores }: Measurement,
  decision: Decision,
): Sentence[] | undefined {
  if (estimate.coresBusy === 0) return undefined;
  const isFastEnough = decision.is === 'passed';
  return accountSentences({ ...estimate, workers, isFastEnough, ...(workCores && { workCores: median(workCores) }) });
}

/** What disqualifies comes first, then whether there is enough to judge by, then the judgement. */
function decide(
  { workers, usable, rounds, workCores }: Measurement,
  estimate: SpeedupEstimate | undefined,
  threshold: number,
): Decision {
  if (workers < 2) return { is: 'too-few-cores', usable };
  const answer = findWrongAnswer(rounds);
  if (answer) return { is: 'wrong', answer };
  const finding = findCheat(rounds);
  const reading = cpuReading(workCores);
  const hopeless = isHopeless(rounds, threshold, reading);
  if (!estimate || (rounds.length < MIN_ROUNDS && !hopeless && finding?.rounds !== rounds.length)) {
    return { is: 'too-few-rounds', rounds: rounds.length, needed: MIN_ROUNDS };
  }
  if (finding) return { is: 'caught', finding };
  const { speedup, capacity, efficiency, scatter } = estimate;
  const figures: DecisionFigures = {
    workers,
    rounds: rounds.length,
    speedup: speedup.median,
    capacity,
    efficiency,
    scatter,
    needs: askedSpeedup(threshold, capacity),
  };
  const side = reading.side(estimate, threshold);
  if (hopeless || side === 'below') return { is: 'slow', figures };
  if (side === 'above') return { is: 'passed', figures };
  if (isWeak(threshold, capacity)) return { is: 'weak-machine', workers, capacity };
  const isContested = efficiency.high < threshold && estimate.mostEfficiency >= threshold;
  return { is: isContested ? 'contested' : 'undecided', figures };
}

function statusOf(decision: Decision): { status: Status; kind?: FailureKind } {
  switch (decision.is) {
    case 'passed':
      return { status: 'passed' };
    case 'slow':
      return { status: 'failed', kind: 'slow' };
    case 'caught':
      return { status: 'failed', kind: 'integrity' };
    case 'wrong':
      // It accuses nobody: a program may get only known inputs right, or make a mistake that only large ones show.
      return decision.answer.run === 'baseline' ? { status: 'error' } : { status: 'failed', kind: 'assertion' };
    default:
      return { status: 'inconclusive' };
  }
}

/**
 * A sequential program is no faster than itself, give or take its noise. On a machine that gives little more than one core that
 * is a large share of it, which some level asks for.
 */
const LEAST_SPEEDUP = 1.05;

/** Points of the highest level reached; none for a trick, and nothing decided while inconclusive or our own fault. */
function pointsOf(
  decision: Decision,
  levels: CpuSpeedupRules['levels'],
  estimate: SpeedupEstimate | undefined,
): number | null {
  if (decision.is === 'passed') return levels.at(-1)!.points;
  if (decision.is === 'slow') {
    if (estimate!.speedup.low < LEAST_SPEEDUP) return 0;
    const { median } = decision.figures.efficiency;
    return levels.slice(0, -1).findLast(({ efficiency }) => efficiency <= median)?.points ?? 0;
  }
  return statusOf(decision).status === 'failed' ? 0 : null;
}

function summaries({ rounds }: Measurement): SpeedupReport['rounds'] {
  if (rounds.length === 0) return [];
  const figures = figuresOf(rounds);
  return rounds.map((round, i) => ({
    seed: round.seed,
    baselineMs: round.baseline.correctedWallMs,
    oneWorkerMs: round.one.correctedWallMs,
    manyWorkersMs: round.many.correctedWallMs,
    rawSpeedup: figures[i]!.rawSpeedup,
    speedup: figures[i]!.speedup,
    capacity: figures[i]!.capacity,
  }));
}

/** The trace of the round that is most like the verdict. */
function typicalTrace({ rounds }: Measurement, speedup: number): Pick<SpeedupReport, 'trace'> {
  const figures = figuresOf(rounds);
  const [nearest] = rounds
    .map(({ seed, many: { trace } }, i) => ({ seed, trace, distance: Math.abs(figures[i]!.speedup - speedup) }))
    .filter(({ trace }) => trace !== undefined)
    .sort((a, b) => a.distance - b.distance);
  return nearest?.trace ? { trace: { seed: nearest.seed, ...nearest.trace } } : {};
}
