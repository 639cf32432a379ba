import type { CadenceEstimate } from '../measure/cadence-estimate.ts';
import { type Sentence, sentence } from '../report/sentence.ts';
import type { CadenceCheat } from './cadence-integrity.ts';
import { type RoundsDecision, roundsSentence, type Weighed } from './decide-rounds.ts';
import { cheatSentence } from './sentences.ts';

export type CadenceDecision = RoundsDecision<CadenceCheat, CadenceEstimate>;

/** One sentence: what was decided and why. */
export function cadenceSentence(decision: CadenceDecision): Sentence {
  switch (decision.is) {
    case 'too-few-rounds':
    case 'wrong':
      return roundsSentence(decision);
    case 'caught':
      return cheatSentence(decision.finding);
    default:
      return comparison(decision.is, decision.figures);
  }
}

function comparison(is: 'passed' | 'slow' | 'undecided', figures: Weighed<CadenceEstimate>): Sentence {
  const { efficiency, threshold, rounds } = figures;
  const { median: kept, low, high } = efficiency;
  switch (is) {
    case 'passed':
      return sentence('cadence.passed', { kept, threshold });
    case 'slow':
      return sentence('cadence.slow', { kept, threshold });
    case 'undecided':
      return sentence('cadence.undecided', { rounds, low, high, threshold });
  }
}
