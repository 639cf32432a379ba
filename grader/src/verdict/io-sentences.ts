import type { IoEstimate } from '../measure/io-estimate.ts';
import type { Finding } from './integrity.ts';
import type { IoCheat } from './io-integrity.ts';

/** What was decided about the speed of I/O-bound work, and the figures that say why. */
export type IoDecision =
  | { readonly is: 'passed' | 'slow' | 'undecided' | 'unreached'; readonly figures: IoFigures }
  | { readonly is: 'too-few-rounds'; readonly rounds: number; readonly needed: number }
  | { readonly is: 'wrong'; readonly answer: { readonly seed: number; readonly wrong: string } }
  | { readonly is: 'caught'; readonly finding: Finding<IoCheat> };

export interface IoFigures extends IoEstimate {
  readonly rounds: number;
  readonly threshold: number;
}

/** One sentence: what was decided and why. */
export function ioSentence(decision: IoDecision): string {
  switch (decision.is) {
    case 'too-few-rounds':
      return `Only ${decision.rounds} rounds fitted into the time there was, and a verdict takes ${decision.needed}. Measure again on an idle machine.`;
    case 'wrong':
      return `The speed counts for nothing, since an answer is wrong: for seed ${decision.answer.seed}: ${decision.answer.wrong}.`;
    case 'caught':
      return cheatSentence(decision.finding);
    default:
      return comparison(decision.is, decision.figures);
  }
}

function comparison(is: 'passed' | 'slow' | 'undecided' | 'unreached', figures: IoFigures): string {
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

function cheatSentence({ cheat, rounds, of, seen, limit }: Finding<IoCheat>): string {
  const often = `in ${rounds} of ${of} rounds`;
  switch (cheat) {
    case 'crowded':
      return `${seen} were in flight at once, at most ${limit} expected, ${often}: never work on more than \`workers\` at once.`;
    case 'unasked':
      return `${seen} were never asked about, ${often}: their answers come from elsewhere.`;
    case 'late-items':
      return `${seen} were still in flight after the answer, none expected, ${often}. Answer when everything is done.`;
    case 'late-work':
      return `Work goes on after the answer: ${Math.round(seen)} ms of CPU time in a quiet moment, at most ${Math.round(limit)} ms expected, ${often}. Answer when everything is done.`;
  }
}

function times(value: number): string {
  return `${value.toFixed(2)}×`;
}
