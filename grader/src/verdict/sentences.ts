import type { Finding, WrongAnswer } from './integrity.ts';

/** What was decided about the speed of a submission, and the figures that say why. Efficiencies are shares of 1. */
export type Decision =
  | { readonly is: 'passed' | 'slow' | 'undecided' | 'contested'; readonly figures: DecisionFigures }
  | { readonly is: 'weak-machine'; readonly workers: number; readonly capacity: number }
  | { readonly is: 'too-few-cores'; readonly because: string }
  | { readonly is: 'too-few-rounds'; readonly rounds: number; readonly needed: number }
  | { readonly is: 'wrong'; readonly answer: WrongAnswer }
  | { readonly is: 'caught'; readonly finding: Finding };

export interface DecisionFigures {
  readonly workers: number;
  readonly rounds: number;
  readonly speedup: number;
  readonly capacity: number;
  readonly efficiency: { readonly median: number; readonly low: number; readonly high: number };
  /** How far rounds lie from the median speedup, typically, as a share of it. */
  readonly scatter: number;
  readonly threshold: number;
}

/** Where the time of the many workers went. Cores, or ratios of work. */
export interface Account {
  readonly workers: number;
  readonly capacity: number;
  readonly givenCores: number;
  readonly coresBusy: number;
  /** Work of the sequential run over work of the many. */
  readonly workEfficiency: number;
  /** Work of one worker over work of the sequential run. */
  readonly oneWorkerWork: number;
  readonly isFastEnough: boolean;
}

/** Work within this share of the sequential run's is "as much". */
const SAME_WORK = 0.05;
/** Extra work below this is not named as a cause. */
const MUCH_WORK = 0.1;
/** Cores busy below this share of the capacity are named as a cause. */
const IDLE_SHARE = 0.85;
/** Rounds that scatter by more than this are the machine's doing; below it, the submission is at the threshold. */
const NOISY = 0.06;
/** A machine that gave less than this share of its cores has a part in it. */
const GIVEN_SHARE = 0.9;

/** One sentence: what was decided and why. */
export function decisionSentence(decision: Decision): string {
  switch (decision.is) {
    case 'passed':
    case 'slow':
    case 'undecided':
    case 'contested':
      return comparisonSentence(decision.is, decision.figures);
    case 'weak-machine':
      return `This machine could give only ${cores(decision.capacity)} of ${decision.workers} cores: too few to tell a parallel program from a sequential one. Measure again on a machine with free cores.`;
    case 'too-few-cores':
      return `A speedup needs two cores; here there is ${decision.because}. Measure on a machine with at least two.`;
    case 'too-few-rounds':
      return `Only ${counted(decision.rounds, 'round')} fitted into the time there was, and a verdict takes ${decision.needed}. Measure again on a faster or idle machine.`;
    case 'wrong':
      return wrongSentence(decision.answer);
    case 'caught':
      return cheatSentence(decision.finding);
  }
}

function comparisonSentence(is: 'passed' | 'slow' | 'undecided' | 'contested', f: DecisionFigures): string {
  const asked = `${percent(f.threshold)} (${times(f.threshold * f.capacity)}) asked for`;
  const got = `${times(f.speedup)} faster than sequential on ${f.workers} workers: ${percent(f.efficiency.median)} of what this machine could give`;
  const range = `${percent(f.efficiency.low)} to ${percent(f.efficiency.high)}`;
  if (is === 'passed') return `${got}, ${asked}.`;
  if (is === 'slow') return `Not fast enough: ${got}, ${asked}.`;
  if (is === 'undecided') {
    const why =
      f.scatter > NOISY
        ? `the rounds scatter by ${percent(f.scatter)}. Measure again on an idle machine.`
        : 'that is too close to decide. A little faster would settle it.';
    return `After ${f.rounds} rounds the efficiency lies anywhere from ${range}, with ${asked}: ${why}`;
  }
  return `Measured ${range} of what this machine could give, with ${asked}, but so much of the time went into waiting for other programs that it may well be fast enough. Measure again on an idle machine.`;
}

function wrongSentence({ seed, run, wrong }: WrongAnswer): string {
  if (run === 'baseline') return `The grader's own sequential program gave a wrong answer for seed ${seed}: ${wrong}.`;
  const who = run === 'one' ? 'one worker' : 'all workers';
  return `The speed counts for nothing, since an answer is wrong: with ${who}, for seed ${seed}: ${wrong}.`;
}

function cheatSentence({ cheat, rounds, of, seen, limit }: Finding): string {
  const often = `in ${rounds} of ${of} rounds`;
  switch (cheat) {
    case 'early-work':
      return `Work is done before the call: loading took ${ms(seen)} of CPU time, at most ${ms(limit)} expected, ${often}. Compute inside the function.`;
    case 'late-work':
      return `Work goes on after the answer: ${ms(seen)} of CPU time in a quiet moment, at most ${ms(limit)} expected, ${often}. Answer when everything is done.`;
    case 'no-work':
      return `The answer took ${Math.round(seen)} times less work than the sequential run, at most ${limit} times expected, ${often}: it is looked up, not computed.`;
  }
}

/**
 * Where the time went: cores busy, work, and the machine's share of the blame. Names a cause only where the figures show it.
 *
 * @example
 * accountSentences({ … }); // "2 workers kept 1.9 cores busy, but did 12 % more work than the sequential run."
 */
export function accountSentences(account: Account): string {
  const { workers, capacity, givenCores, coresBusy } = account;
  const extra = 1 / account.workEfficiency - 1;
  const sentences = [`${workers} workers kept ${cores(coresBusy)} cores busy${workClause(extra)}.`];
  if (!account.isFastEnough) {
    if (coresBusy < IDLE_SHARE * capacity) sentences.push(idleSentence(coresBusy, capacity));
    if (extra > MUCH_WORK) sentences.push(extraWorkSentence(extra, account.oneWorkerWork));
  }
  if (givenCores < GIVEN_SHARE * workers) {
    const share = `This machine gave ${givenCores.toFixed(2)} of ${workers} cores while you were measured`;
    sentences.push(
      capacity > givenCores + 0.1 ? `${share}; waiting for other programs is taken out of these figures.` : `${share}.`,
    );
  }
  return sentences.join(' ');
}

function workClause(extra: number): string {
  if (extra > SAME_WORK) return `, but did ${percent(extra)} more work than the sequential run`;
  if (extra < -SAME_WORK) return `, and did ${percent(-extra)} less work than the sequential run`;
  return ' and did as much work as the sequential run';
}

function idleSentence(coresBusy: number, capacity: number): string {
  const causes = 'a part that only one of them does, uneven shares, waiting for each other, or starting them';
  if (coresBusy < 1.1) return `Mostly one core was busy at a time: ${causes}.`;
  return `Some workers had nothing to do while ${cores(capacity)} cores were there: ${causes}.`;
}

/** One worker that does the extra work as well was slower to begin with; otherwise it comes from being many. */
function extraWorkSentence(extra: number, oneWorkerWork: number): string {
  return oneWorkerWork - 1 > extra / 2
    ? 'Most of that extra work is there with one worker already: the computation itself is slower than it could be.'
    : 'One worker does not do that extra work: it comes from sharing the work out, doing parts twice, or waiting in a loop.';
}

function cores(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function times(value: number): string {
  return `${value.toFixed(2)}×`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
