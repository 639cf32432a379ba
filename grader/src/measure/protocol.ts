import {
  areWorkCoresClear,
  cpuReading,
  dependsOnWorkCores,
  deservesMoreTime,
  MIN_ROUNDS,
  type Reading,
  reasonToStop,
} from '../verdict/stopping.ts';
import type { Bench, Measurement, Round, SpeedupBench, StopReason } from './samples.ts';
import { measureWorkCores } from './work-cores.ts';

/** When rounds of any kind begin and end. */
export interface RoundsOptions<AnyRound> {
  /** The rounds' seeds follow from it. */
  readonly seed: number;
  /** Efficiency that "passed" asks for. */
  readonly threshold: number;
  /** Most rounds; default 25. */
  readonly maxRounds?: number;
  /**
   * No round starts later than this, ms, but the few that show a submission to be far too slow, and those that a verdict still
   * takes where they fit into as much time again; default 60 000.
   */
  readonly budgetMs?: number;
  readonly signal?: AbortSignal;
  /** Told after every round. */
  readonly onRound?: (progress: RoundProgress<AnyRound>) => void;
  /**
   * Asked after every round that could be the last, until it knows how to read the rounds in another light, which takes none of the
   * budget.
   */
  readonly reconsider?: (rounds: readonly AnyRound[]) => Promise<Reading<AnyRound> | undefined>;
  /** A clock in ms, for tests that have no time; default `performance.now`. */
  readonly now?: () => number;
}

export interface ProtocolOptions extends RoundsOptions<Round> {
  readonly workers: number;
  readonly usable: Measurement['usable'];
  /** Told after every look at what the machine gives to this work, which is taken where a verdict depends on it. */
  readonly onWorkCores?: (done: number) => void;
}

export interface RoundProgress<AnyRound = Round> {
  readonly round: AnyRound;
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
 * Measures rounds of CPU-bound work until they tell on which side of the threshold the submission lies, or the budget is
 * used up. Who is not fast enough is held against what the machine gives to this very work, before anything is said.
 *
 * @throws what the bench throws, and the signal's reason as soon as it is aborted
 */
export async function measureSpeedup(bench: SpeedupBench, options: ProtocolOptions): Promise<Measurement> {
  const { workers, usable, threshold, seed, signal, onWorkCores } = options;
  if (workers < 2) return { workers, usable, rounds: [], stopped: 'cores' };
  let workCores: number[] | undefined;
  const reconsider = async (rounds: readonly Round[]) => {
    if (!dependsOnWorkCores(rounds, threshold, seed)) return undefined;
    const measuring = measureWorkCores(bench, workers, seed + rounds.length, (cores) => {
      onWorkCores?.(cores.length);
      return areWorkCoresClear(rounds, cores, threshold, seed);
    });
    workCores = await unlessAborted(measuring, signal);
    return cpuReading(workCores);
  };
  const measured = await measureRounds(bench, cpuReading(), { ...options, reconsider });
  return { workers, usable, ...measured, ...(workCores && { workCores }) };
}

/** The same for rounds of any kind that `reading` understands. */
export async function measureRounds<AnyRound>(
  bench: Bench<AnyRound>,
  firstReading: Reading<AnyRound>,
  options: RoundsOptions<AnyRound>,
): Promise<{ rounds: readonly AnyRound[]; stopped: StopReason }> {
  const { seed, threshold, maxRounds = 25, budgetMs = 60_000, signal, onRound } = options;
  const now = options.now ?? (() => performance.now());
  const rounds: AnyRound[] = [];
  let reading = firstReading;
  let startedAt = now();
  while (rounds.length < maxRounds) {
    signal?.throwIfAborted();
    const order = rounds.length;
    const round = await unlessAborted(bench.round((seed + order) >>> 0, order), signal);
    rounds.push(round);
    const elapsedMs = now() - startedAt;
    onRound?.({ round, done: rounds.length, maxRounds, elapsedMs });
    let stopped = reasonToStop(rounds, threshold, seed, reading);
    if (reading === firstReading && (stopped ?? 'clear') === 'clear') {
      const since = now();
      reading = (await options.reconsider?.(rounds)) ?? reading;
      if (reading !== firstReading) stopped = reasonToStop(rounds, threshold, seed, reading);
      startedAt += now() - since;
    }
    if (stopped !== undefined) return { rounds, stopped };
    if (elapsedMs < budgetMs || deservesMoreTime(rounds, threshold, reading)) continue;
    if (!isWithinReach(rounds.length, elapsedMs, budgetMs)) return { rounds, stopped: 'time' };
  }
  return { rounds, stopped: 'rounds' };
}

/** True when the rounds that a verdict takes fit into twice the budget: to begin anew would take as long, and waste these. */
function isWithinReach(rounds: number, elapsedMs: number, budgetMs: number): boolean {
  return rounds < MIN_ROUNDS && (elapsedMs / rounds) * MIN_ROUNDS <= 2 * budgetMs;
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
