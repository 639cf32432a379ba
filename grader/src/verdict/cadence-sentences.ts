import type { CadenceEstimate } from '../measure/cadence-estimate.ts';
import type { CadenceCheat } from './cadence-integrity.ts';
import { lateWorkSentence, type RoundsDecision, roundsSentence, type Weighed } from './decide-rounds.ts';
import type { Finding } from './integrity.ts';

export type CadenceDecision = RoundsDecision<CadenceCheat, CadenceEstimate>;

/** One sentence: what was decided and why. */
export function cadenceSentence(decision: CadenceDecision): string {
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

function comparison(is: 'passed' | 'slow' | 'undecided', figures: Weighed<CadenceEstimate>): string {
  const { efficiency, threshold, rounds } = figures;
  const asked = `${percent(threshold)} asked for`;
  const got = `kept ${percent(efficiency.median)} of the samples that were due while the event loop was blocked, ${asked}`;
  switch (is) {
    case 'passed':
      return `It ${got}.`;
    case 'slow':
      return `The cadence is lost: it ${got}.`;
    case 'undecided':
      return `After ${rounds} rounds the share of samples kept lies anywhere from ${percent(efficiency.low)} to ${percent(efficiency.high)}, with ${asked}, or the machine was too busy to tell. Measure again on an idle machine.`;
  }
}

function cheatSentence(finding: Finding<CadenceCheat>): string {
  const { cheat, rounds, of } = finding;
  const often = `in ${rounds} of ${of} rounds`;
  const [seen, limit] = [Math.round(finding.seen), Math.round(finding.limit)];
  switch (cheat) {
    case 'unblocked':
      return `The thread of the event loop ran ${seen} times while it was to be blocked, at most ${limit} times expected, ${often}: call onSample on it, and let it wait.`;
    case 'invented':
      return `${seen} samples are said to be taken while the event loop was blocked, but its workers woke up for at most ${limit}, ${often}: they were invented afterwards.`;
    case 'untrue':
      return `${seen} samples do not agree with what the kernel said at their time, at most ${limit} expected, ${often}: read when you say that you read.`;
    case 'busy-wait':
      return `Sampling took ${seen} ms of CPU time while the event loop was blocked, at most ${limit} ms expected, ${often}: sleep between samples, do not wait in a loop.`;
    case 'late-work':
      return lateWorkSentence(finding);
    case 'still-awake':
      return `Its threads woke up ${seen} times in a quiet moment after the answer, at most ${limit} times expected, ${often}: answer when every worker has ended.`;
  }
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
