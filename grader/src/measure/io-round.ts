import type { RunSample, StopReason } from './samples.ts';

/** One run of I/O-bound work against a fresh server of the judge. Times in ms. */
export interface IoRound {
  readonly seed: number;
  readonly run: RunSample;
  readonly items: number;
  readonly latencyMs: number;
  readonly workers: number;
  /** Distinct items at the server at the same time, at most. */
  readonly mostInFlight: number;
  /** Distinct items that the server was asked about before the answer. */
  readonly asked: number;
  /** Items that the submission still waited for, or asked about, after its answer. */
  readonly afterwards: number;
  /** How much later than its latency the server answered, typically: the machine's doing. */
  readonly serverLateMs: number;
}

/** All that a verdict on the speed of I/O-bound work needs to know. */
export interface IoMeasurement {
  readonly workers: number;
  readonly rounds: readonly IoRound[];
  readonly stopped: StopReason;
}

/** What the latency alone makes of `items`: one at a time, and `workers` at a time. ms. */
export function idealTimes({ items, latencyMs, workers }: Pick<IoRound, 'items' | 'latencyMs' | 'workers'>): {
  readonly oneAtATimeMs: number;
  readonly parallelMs: number;
} {
  return { oneAtATimeMs: items * latencyMs, parallelMs: Math.ceil(items / workers) * latencyMs };
}
