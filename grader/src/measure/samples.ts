import type { UsableCores } from './machine.ts';
import type { CallTrace } from './trace-recorder.ts';

/** How long a subject is watched after its answer, ms: whoever is done is quiet. Long against ending a few threads. */
export const QUIET_WINDOW_MS = 150;

/** One timed call into one fresh subject, everything measured from outside. Times in ms. */
export interface RunSample {
  /** Judge's clock: from sending the call to having the answer. */
  readonly wallMs: number;
  /** CPU time of the whole tree during the call. */
  readonly cpuMs: number;
  /** `wallMs` without the time its threads were ready but had no core (see run-queue.ts); equals `wallMs` where unknown. */
  readonly correctedWallMs: number;
  /** The truth without strangers does not lie below this (see run-queue.ts); absent: no doubt about `correctedWallMs`. */
  readonly leastWallMs?: number;
  /** CPU time spent before the call: loading, and anything that was prepared in secret. */
  readonly loadCpuMs: number;
  /** CPU time of the whole tree in the `QUIET_WINDOW_MS` after the answer. */
  readonly afterCpuMs: number;
  readonly peakRssMb: number;
  /** Who ran when; of calls on many workers, where the system tells about threads. */
  readonly trace?: CallTrace;
  /** What is wrong with the answer; absent when it is right. */
  readonly wrong?: string;
}

/** What the machine could give while a round was measured, from a trusted parallel kernel. Unit: cores. */
export interface CapacitySample {
  /** What it gave with everyone else who wanted a core at that time. */
  readonly cores: number;
  /** What it would have given without them: the run-queue wait of the kernel's threads is taken out. */
  readonly correctedCores: number;
}

/** One interleaved round: the grader's sequential program, the submission on one worker and on many, and the kernel. */
export interface Round {
  readonly seed: number;
  readonly baseline: RunSample;
  readonly one: RunSample;
  readonly many: RunSample;
  readonly capacity: CapacitySample;
}

/** How the protocol gets its rounds; the real one launches subjects, tests hand in simulated ones. */
export interface Bench<AnyRound = Round> {
  /** `order` rotates so that no position in a round is favoured. */
  round(seed: number, order: number): Promise<AnyRound>;
}

/** The same for CPU-bound work, which cores that share something slow down. */
export interface SpeedupBench extends Bench {
  /** Runs so many copies of the grader's sequential program at once, and tells the corrected wall time of each, ms. */
  sequential(seed: number, copies: number): Promise<number[]>;
}

/**
 * Why measuring ended.
 * `clear`: the interval is clear of the threshold. `hopeless`: far below it from the start. `caught`: every round shows the same
 * cheat. `wrong`: a wrong answer. `rounds`, `time`: the budget is used up. `cores`: fewer than two, nothing was measured.
 */
export type StopReason = 'clear' | 'hopeless' | 'caught' | 'wrong' | 'rounds' | 'time' | 'cores';

/** All that a verdict on speed needs to know. */
export interface Measurement {
  /** How many workers `many` was asked for. */
  readonly workers: number;
  /** Cores that could be used, and what set that number. */
  readonly usable: UsableCores;
  readonly rounds: readonly Round[];
  readonly stopped: StopReason;
  /** Cores that the machine gave to this very work, see work-cores.ts; absent where nothing depended on it. */
  readonly workCores?: readonly number[];
}
