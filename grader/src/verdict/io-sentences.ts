import type { IoEstimate } from '../measure/io-estimate.ts';
import { lateWorkSentence, type RoundsDecision, roundsSentence, type Weighed } from './decide-rounds.ts';
import type { Finding } from './integrity.ts';
import type { IoCheat } from './io-integrity.ts';

/** What was decided about the speed of I/O-bound work, and the figures that say why. */
export type IoDecision =
  | RoundsDecision<IoCheat, IoEstimate>
  | { readonly is: 'unreached'; readonly figures: Weighed<IoEstimate> };

/** One sentence: what was decided and why. */
export function ioSentence(decision: IoDecision): string {
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

function comparison(is: 'passed' | 'slow' | 'undecided' | 'unreached', figures: Weighed<IoEstimate>): string {
  const { speedup, capacity, threshold, mostInFlight, rounds } = figures;
  const asked = `${times(threshold * capacity)} asked for`;
  const got = `${times(speedup.median)} faster than one at a time with ${capacity} workers, ${asked}`;
  switch (is) {
    case 'passed':
      return `${got}.`;
    case 'slow':
      return `Not fast enough: ${got}.`;
    case 'unreached':
      return `Not at work on as many as it may: ${mostInFlight} in flight at most, ${capacity} expected. ${got}.`;
    case 'undecided':
      return `After ${rounds} rounds the speedup lies anywhere from ${times(speedup.low)} to ${times(speedup.high)}, with ${asked}, or the machine was too busy to tell. Measure again on an idle machine.`;
  }
}

function cheatSentence(finding: Finding<IoCheat>): string {
  const { cheat, rounds, of, seen, limit } = finding;
  const often = `in ${rounds} of ${of} rounds`;
  switch (cheat) {
    case 'crowded':
      return `${seen} were in flight at once, at most ${limit} expected, ${often}: never work on more than \`workers\` at once.`;
    case 'unasked':
      return `${seen} were never asked about, ${often}: their answers come from elsewhere.`;
    case 'late-items':
      return `${seen} were still in flight after the answer, none expected, ${often}. Answer when everything is done.`;
    case 'late-work':
      return lateWorkSentence(finding);
  }
}

function times(value: number): string {
  return `${value.toFixed(2)}×`;
}
