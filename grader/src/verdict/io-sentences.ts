import type { IoEstimate } from '../measure/io-estimate.ts';
import { type Sentence, sentence } from '../report/sentence.ts';
import { type RoundsDecision, roundsSentence, type Weighed } from './decide-rounds.ts';
import type { IoCheat } from './io-integrity.ts';
import { cheatSentence } from './sentences.ts';

/** What was decided about the speed of I/O-bound work, and the figures that say why. */
export type IoDecision =
  | RoundsDecision<IoCheat, IoEstimate>
  | { readonly is: 'unreached'; readonly figures: Weighed<IoEstimate> };

/** One sentence: what was decided and why. */
export function ioSentence(decision: IoDecision): Sentence {
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

function comparison(is: 'passed' | 'slow' | 'undecided' | 'unreached', figures: Weighed<IoEstimate>): Sentence {
  const { capacity, mostInFlight: most, rounds } = figures;
  const { median: speedup, low, high } = figures.speedup;
  const needs = figures.threshold * capacity;
  switch (is) {
    case 'passed':
      return sentence('io.passed', { speedup, capacity, needs });
    case 'slow':
      return sentence('io.slow', { speedup, capacity, needs });
    case 'unreached':
      return sentence('io.unreached', { most, speedup, capacity, needs });
    case 'undecided':
      return sentence('io.undecided', { rounds, low, high, needs });
  }
}
