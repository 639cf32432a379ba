import { type EfficiencyEstimate, estimateEfficiency, figuresOf } from '../measure/estimate.ts';
import type { Round, StopReason } from '../measure/samples.ts';
import type { BootstrapOptions } from '../measure/statistics.ts';
import { findCheat, findWrongAnswer } from './integrity.ts';

/** What rounds of one kind say; when to stop is the same for every kind. */
export interface Reading<AnyRound> {
  findWrongAnswer(rounds: readonly AnyRound[]): object | undefined;
  findCheat(rounds: readonly AnyRound[]): { readonly rounds: number } | undefined;
  /** Efficiency of each round, every doubt about strangers resolved for the submission. */
  mostEfficiencies(rounds: readonly AnyRound[]): number[];
  estimate(rounds: readonly AnyRound[], options: BootstrapOptions): EfficiencyEstimate;
  side(estimate: EfficiencyEstimate, threshold: number): Side;
}

/** How rounds of CPU-bound work are read: in the light of `workCores`, once they are known. */
export function cpuReading(workCores?: readonly number[]): Reading<Round> {
  return {
    findWrongAnswer,
    findCheat,
    mostEfficiencies: (rounds) => figuresOf(rounds).map(({ mostSpeedup, capacity }) => mostSpeedup / capacity),
    estimate: (rounds, options) => estimateEfficiency(rounds, options, workCores),
    side: workCores ? sideOnWorkCores : sideOf,
  };
}

/** Fewer rounds are no ground for a verdict, unless it is plain. */
export const MIN_ROUNDS = 9;
/** Rounds after which a plain case need not go on. */
export const PLAIN_ROUNDS = 5;
/** A plain case: every single round below this share of the threshold, all doubts resolved in its favour. */
const HOPELESS_SHARE = 0.6;
/** Confidence of the interval that is reported and that the verdict rests on. */
export const CONFIDENCE = 0.95;
/**
 * Whoever looks after every round and stops at the first good one is wrong more often than each look says; looks before the
 * last one therefore ask for more (Pocock, "Group sequential methods", 1977).
 */
const EARLY_CONFIDENCE = 0.99;
/** A speedup below this is within reach of noise for a sequential program, so no one passes there. */
const TELLING_SPEEDUP = 1.2;

/** The speedup that a threshold asks for on a machine of so many cores: there are machines on which none can tell. */
export function askedSpeedup(threshold: number, capacity: number): number {
  return Math.max(threshold * capacity, TELLING_SPEEDUP);
}

/** Whether the threshold asks for less than can tell: noise shrinks with the rounds and capacity does not. */
export function isWeak(threshold: number, capacity: number): boolean {
  return threshold * capacity < TELLING_SPEEDUP;
}

/** Who gains less than this share of what there is to gain is slow, also where the threshold asks for less. */
const LEAST_GAIN = 0.25;

/** Where an estimate lies: `below` only if it does so with every doubt about strangers resolved for the submission. */
export type Side = 'above' | 'below' | 'unclear';

export function sideOf({ efficiency, mostEfficiency, capacity }: EfficiencyEstimate, threshold: number): Side {
  if (efficiency.low * capacity >= askedSpeedup(threshold, capacity)) return 'above';
  if (efficiency.high < threshold && mostEfficiency < threshold) return 'below';
  return 'unclear';
}

/**
 * The same, where the capacity is what the machine gives to this very work. There a sequential program may reach the threshold, but
 * gains nothing; where there is next to nothing to gain, that says nothing. What was given is as much in doubt as the speedup.
 */
function sideOnWorkCores(estimate: EfficiencyEstimate, threshold: number): Side {
  if (sideOf(estimate, threshold) === 'above') return 'above';
  const { leastCapacity: least = estimate.capacity } = estimate;
  const gain = least < TELLING_SPEEDUP ? 0 : 1 + LEAST_GAIN * (least - 1);
  return mostSpeedup(estimate) < Math.max(threshold * least, gain) ? 'below' : 'unclear';
}

/**
 * True when it depends on what the machine gives to this very work whether the submission is fast enough: it is not, held against
 * cores that share nothing, but would be if they gave no more than one does.
 */
export function dependsOnWorkCores(rounds: readonly Round[], threshold: number, seed: number): boolean {
  if (rounds.length < MIN_ROUNDS || findWrongAnswer(rounds) || findCheat(rounds)) return false;
  const estimate = estimateEfficiency(rounds, { seed, confidence: CONFIDENCE });
  return sideOf(estimate, threshold) !== 'above' && mostSpeedup(estimate) >= threshold;
}

/** Fewer samples of what the machine gives to a work are no ground for a verdict. */
const MIN_WORK_CORES = 3;

/** True when the least and the most that the machine gave to this work lead to the same verdict. */
export function areWorkCoresClear(
  rounds: readonly Round[],
  workCores: readonly number[],
  threshold: number,
  seed: number,
): boolean {
  if (workCores.length < MIN_WORK_CORES) return false;
  const [least, most] = [Math.min(...workCores), Math.max(...workCores)].map((cores) =>
    sideOnWorkCores(estimateEfficiency(rounds, { seed, confidence: CONFIDENCE }, [cores]), threshold),
  );
  return least === most && least !== 'unclear';
}

/** The speedup if every doubt is resolved for the submission. */
function mostSpeedup({ efficiency, mostEfficiency, capacity }: EfficiencyEstimate): number {
  return Math.max(efficiency.high, mostEfficiency) * capacity;
}

/** True when every round is far from the threshold, and there are enough of them to say so. */
export function isHopeless<R>(rounds: readonly R[], threshold: number, reading: Reading<R>): boolean {
  if (rounds.length < PLAIN_ROUNDS) return false;
  return reading.mostEfficiencies(rounds).every((efficiency) => efficiency < HOPELESS_SHARE * threshold);
}

/**
 * True when a few more rounds will tell, however long they take: who is too slow in every single one must not be let off for
 * taking long, with one worker say, where that costs nothing.
 */
export function deservesMoreTime<R>(rounds: readonly R[], threshold: number, reading: Reading<R>): boolean {
  return rounds.length < MIN_ROUNDS && reading.mostEfficiencies(rounds).every((efficiency) => efficiency < threshold);
}

/**
 * Why no further round is needed, or nothing while one is.
 *
 * @param threshold - efficiency that "passed" asks for
 */
export function reasonToStop<R>(
  rounds: readonly R[],
  threshold: number,
  seed: number,
  reading: Reading<R>,
): StopReason | undefined {
  if (reading.findWrongAnswer(rounds) !== undefined) return 'wrong';
  if (rounds.length < PLAIN_ROUNDS) return undefined;
  if (reading.findCheat(rounds)?.rounds === rounds.length) return 'caught';
  if (isHopeless(rounds, threshold, reading)) return 'hopeless';
  if (rounds.length < MIN_ROUNDS) return undefined;
  const estimate = reading.estimate(rounds, { seed, confidence: EARLY_CONFIDENCE });
  return reading.side(estimate, threshold) === 'unclear' ? undefined : 'clear';
}
