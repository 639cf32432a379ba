import { type EfficiencyEstimate, estimateEfficiency, figuresOf } from '../measure/estimate.ts';
import type { Round, StopReason } from '../measure/samples.ts';
import { findCheat, findWrongAnswer } from './integrity.ts';

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
/**
 * A threshold below this speedup is within reach of noise for a sequential program, so no one passes there.
 * Noise shrinks with the rounds and capacity does not, so the rounds do not help.
 */
export const TELLING_SPEEDUP = 1.2;

/** Where an estimate lies: `below` only if it does so with every doubt about strangers resolved for the submission. */
export type Side = 'above' | 'below' | 'unclear';

export function sideOf({ efficiency, mostEfficiency, capacity }: EfficiencyEstimate, threshold: number): Side {
  if (efficiency.low >= threshold && threshold * capacity >= TELLING_SPEEDUP) return 'above';
  if (efficiency.high < threshold && mostEfficiency < threshold) return 'below';
  return 'unclear';
}

/** True when every round is far from the threshold. */
function isFarBelow(rounds: readonly Round[], threshold: number): boolean {
  return figuresOf(rounds).every(({ mostSpeedup, capacity }) => mostSpeedup / capacity < HOPELESS_SHARE * threshold);
}

/** True when every round is far from the threshold, and there are enough of them to say so. */
export function isHopeless(rounds: readonly Round[], threshold: number): boolean {
  return rounds.length >= PLAIN_ROUNDS && isFarBelow(rounds, threshold);
}

/** True when a few more rounds will tell, however long they take: who is far too slow must not be let off for it. */
export function deservesMoreTime(rounds: readonly Round[], threshold: number): boolean {
  return rounds.length < PLAIN_ROUNDS && isFarBelow(rounds, threshold);
}

/**
 * Why no further round is needed, or nothing while one is.
 *
 * @param threshold - efficiency that "passed" asks for
 */
export function reasonToStop(rounds: readonly Round[], threshold: number, seed: number): StopReason | undefined {
  if (findWrongAnswer(rounds) !== undefined) return 'wrong';
  if (rounds.length < PLAIN_ROUNDS) return undefined;
  if (findCheat(rounds)?.rounds === rounds.length) return 'caught';
  if (isHopeless(rounds, threshold)) return 'hopeless';
  if (rounds.length < MIN_ROUNDS) return undefined;
  const estimate = estimateEfficiency(rounds, { seed, confidence: EARLY_CONFIDENCE });
  return sideOf(estimate, threshold) === 'unclear' ? undefined : 'clear';
}
