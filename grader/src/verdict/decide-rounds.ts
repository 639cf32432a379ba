import type { SpeedupRules } from '../kata/speedup-rules.ts';
import type { EfficiencyEstimate } from '../measure/estimate.ts';
import type { BootstrapOptions } from '../measure/statistics.ts';
import type { SpeedupReport } from '../report/result.ts';
import { type Sentence, sentence } from '../report/sentence.ts';
import { type Finding, shortened } from './integrity.ts';
import { isHopeless, MIN_ROUNDS, type Reading } from './stopping.ts';

/** What rounds say whose ideal is known, so that a run of the submission alone makes a round. */
export interface KnownIdealReading<AnyRound, Cheat, Estimate extends EfficiencyEstimate> extends Reading<AnyRound> {
  findWrongAnswer(rounds: readonly AnyRound[]): WrongRound | undefined;
  findCheat(rounds: readonly AnyRound[]): Finding<Cheat> | undefined;
  estimate(rounds: readonly AnyRound[], options: BootstrapOptions): Estimate;
}

export interface WrongRound {
  readonly seed: number;
  readonly wrong: string;
}

/** What was decided about such rounds, and the figures that say why. */
export type RoundsDecision<Cheat, Estimate> =
  | { readonly is: 'passed' | 'slow' | 'undecided'; readonly figures: Weighed<Estimate> }
  | { readonly is: 'too-few-rounds'; readonly rounds: number; readonly needed: number }
  | { readonly is: 'wrong'; readonly answer: WrongRound }
  | { readonly is: 'caught'; readonly finding: Finding<Cheat> };

/** An estimate beside what it rests on and what it is held to. */
export type Weighed<Estimate> = Estimate & { readonly rounds: number; readonly threshold: number };

/** What disqualifies comes first, then whether there is enough to judge by, then the judgement. */
export function decideRounds<AnyRound, Cheat, Estimate extends EfficiencyEstimate>(
  rounds: readonly AnyRound[],
  reading: KnownIdealReading<AnyRound, Cheat, Estimate>,
  estimate: Estimate | undefined,
  threshold: number,
): RoundsDecision<Cheat, Estimate> {
  const answer = reading.findWrongAnswer(rounds);
  if (answer) return { is: 'wrong', answer };
  const finding = reading.findCheat(rounds);
  const hopeless = isHopeless(rounds, threshold, reading);
  if (!estimate || (rounds.length < MIN_ROUNDS && !hopeless && finding?.rounds !== rounds.length)) {
    return { is: 'too-few-rounds', rounds: rounds.length, needed: MIN_ROUNDS };
  }
  if (finding) return { is: 'caught', finding };
  const figures = { ...estimate, rounds: rounds.length, threshold };
  const side = reading.side(estimate, threshold);
  if (hopeless || side === 'below') return { is: 'slow', figures };
  return { is: side === 'unclear' ? 'undecided' : 'passed', figures };
}

/** A decision of `decideRounds`, or what a kind of work made of it. */
type AnyDecision =
  | { readonly is: 'passed' | 'slow' | 'undecided' | 'unreached'; readonly figures: EfficiencyEstimate }
  | { readonly is: 'too-few-rounds' | 'wrong' | 'caught' };

/**
 * Status and points. Points of the highest level reached, the last one only for "passed"; none for a trick, nothing decided
 * while open.
 */
export function outcomeOf(
  decision: AnyDecision,
  levels: SpeedupRules['levels'],
): Pick<SpeedupReport, 'status' | 'kind' | 'points' | 'maxPoints' | 'threshold'> {
  const { efficiency: threshold, points: maxPoints } = levels.at(-1)!;
  const of = { threshold, maxPoints };
  switch (decision.is) {
    case 'passed':
      return { ...of, status: 'passed', points: maxPoints };
    case 'slow':
    case 'unreached': {
      const { median } = decision.figures.efficiency;
      const reached = levels.slice(0, -1).findLast(({ efficiency }) => efficiency <= median);
      return { ...of, status: 'failed', kind: 'slow', points: reached?.points ?? 0 };
    }
    case 'caught':
      return { ...of, status: 'failed', kind: 'integrity', points: 0 };
    case 'wrong':
      return { ...of, status: 'failed', kind: 'assertion', points: 0 };
    default:
      return { ...of, status: 'inconclusive', points: null };
  }
}

/** The first wrong answer; one is enough, since noise makes no answer wrong. */
export function findWrongRound(
  rounds: readonly { readonly seed: number; readonly run: { readonly wrong?: string } }[],
): WrongRound | undefined {
  const round = rounds.find(({ run }) => run.wrong !== undefined);
  return round && { seed: round.seed, wrong: shortened(round.run.wrong!) };
}

/** The sentences that do not depend on the kind of work; their keys stand in stored results and keep the first kind's name. */
export function roundsSentence(
  decision: Extract<RoundsDecision<never, never>, { readonly is: 'too-few-rounds' | 'wrong' }>,
): Sentence {
  if (decision.is === 'wrong') return sentence('io.wrong', decision.answer);
  return sentence('io.tooFewRounds', { rounds: decision.rounds, needed: decision.needed });
}
