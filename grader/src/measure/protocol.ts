import { deservesMoreTime, reasonToStop } from '../verdict/stopping.ts';
import type { Bench, Measurement, Round } from './samples.ts';

export interface ProtocolOptions {
  /** The rounds' seeds follow from it. */
  readonly seed: number;
  /** Efficiency that "passed" asks for. */
  readonly threshold: number;
  readonly workers: number;
  readonly usable: Measurement['usable'];
  /** Most rounds; default 25. */
  readonly maxRounds?: number;
  /** No round starts later than this, ms, except the few that show a submission to be far too slow; default 60 000. */
  readonly budgetMs?: number;
  readonly signal?: AbortSignal;
  /** Told after every round. */
  readonly onRound?: (progress: RoundProgress) => void;
  /** A clock in ms, for tests that have no time; default `performance.now`. */
  readonly now?: () => number;
}

export interface RoundProgress {
  readonly round: Round;
  readonly done: number;
  /** Rounds at most; it often takes fewer. */
  readonly maxRounds: number;
  readonly elapsedMs: number;
}

/**
 * Workers that a submission is asked to use: whole cores, and no more than the kata allows.
 *
 * @example
 * workersFor(1.5, 8); // 1: nothing to measure
 */
export function workersFor(usableCores: number, maxWorkers: number): number {
  return Math.max(1, Math.min(Math.floor(usableCores), maxWorkers));
}

/**
 * Measures rounds until they tell on which side of the threshold the submission lies, or the budget is used up.
 *
 * @throws what the bench throws, and the signal's reason as soon as it is aborted
 */
export async function measureSpeedup(bench: Bench, options: ProtocolOptions): Promise<Measurement> {
  const { seed, threshold, workers, usable, maxRounds = 25, budgetMs = 60_000, signal, onRound } = options;
  const now = options.now ?? (() => performance.now());
  const rounds: Round[] = [];
  const ended = (stopped: Measurement['stopped']): Measurement => ({ workers, usable, rounds, stopped });
  if (workers < 2) return ended('cores');

  const startedAt = now();
  while (rounds.length < maxRounds) {
    signal?.throwIfAborted();
    const order = rounds.length;
    const round = await unlessAborted(bench.round((seed + order) >>> 0, order), signal);
    rounds.push(round);
    const elapsedMs = now() - startedAt;
    onRound?.({ round, done: rounds.length, maxRounds, elapsedMs });
    const stopped = reasonToStop(rounds, threshold, seed);
    if (stopped !== undefined) return ended(stopped);
    if (elapsedMs >= budgetMs && !deservesMoreTime(rounds, threshold)) return ended('time');
  }
  return ended('rounds');
}

/** A round takes seconds, and who presses Ctrl+C does not wait for it; whoever owns the bench ends its processes. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
