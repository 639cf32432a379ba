import { seededRandom } from '@paralelo/testkit';
import type { CpuSpeedupRules } from '../../src/kata/speedup-rules.ts';
import { measureSpeedup, type ProtocolOptions } from '../../src/measure/protocol.ts';
import type { Round, RunSample, SpeedupBench } from '../../src/measure/samples.ts';
import { speedupVerdict } from '../../src/verdict/speedup-verdict.ts';

export const rules: CpuSpeedupRules = {
  kind: 'cpu',
  levels: [
    { efficiency: 0.6, points: 15 },
    { efficiency: 0.68, points: 28 },
    { efficiency: 0.75, points: 40 },
  ],
  maxWorkers: 8,
};
export const THRESHOLD = 0.75;

/** A submission and the machine that it is measured on, as they truly are. */
export interface Truth {
  /** Speedup that it would show on two cores of its own. */
  readonly speedup: number;
  /** Spread of every time: standard deviation over mean. */
  readonly noise: number;
  /** CPU time of the many workers over the sequential run's. */
  readonly work?: number;
  /** Time of one worker over the grader's own program. */
  readonly oneWorker?: number;
  /** Strangers hold half of every core's time: raw times double at random, waits are told. */
  readonly isHogged?: boolean;
  /** Share of the waits that no snapshot caught: the estimate misses them, `leastWallMs` does not. */
  readonly unseenWaits?: number;
  /** What two threads get here when left alone. */
  readonly capacity?: number;
  /** What two copies of the sequential program get done at once, in runs of one; as much as `capacity` where nothing is shared. */
  readonly workCores?: number;
}

export const good: Truth = { speedup: 1.85, noise: 0.05 };
export const sequential: Truth = { speedup: 1, noise: 0.05 };

const SEQUENTIAL_MS = 800;

/** Rounds as `truth` would give them; `alter` makes a cheat of one. */
export function simulatedBench(
  truth: Truth,
  seed: number,
  alter: (round: Round) => Round = (round) => round,
): SpeedupBench {
  const random = seededRandom(seed);
  const { capacity = 2, workCores = capacity, work = 1, oneWorker = 1, isHogged = false, unseenWaits = 0 } = truth;

  /** Log-normal with a median of 1: times are never negative, and their tail is on the slow side. */
  const jitter = (spread: number) => {
    const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    return Math.exp(spread * normal);
  };

  const run = (trueMs: number, trueCpuMs: number): RunSample => {
    const factor = jitter(truth.noise);
    const calmMs = trueMs * factor;
    const wallMs = isHogged ? calmMs * (1 + random.next()) : calmMs;
    return {
      wallMs,
      cpuMs: trueCpuMs * (0.5 + factor / 2),
      correctedWallMs: calmMs + unseenWaits * (wallMs - calmMs),
      leastWallMs: calmMs * (1 - 0.05 * random.next()),
      loadCpuMs: 60 + 20 * random.next(),
      afterCpuMs: 10 * random.next(),
      peakRssMb: 80,
    };
  };

  return {
    async round(roundSeed) {
      const correctedCores = Math.min(2, Math.max(1, capacity * jitter(0.05)));
      return alter({
        seed: roundSeed,
        baseline: run(SEQUENTIAL_MS, SEQUENTIAL_MS),
        one: run(SEQUENTIAL_MS * oneWorker, SEQUENTIAL_MS * oneWorker),
        many: run(SEQUENTIAL_MS / truth.speedup, SEQUENTIAL_MS * work),
        capacity: { cores: isHogged ? Math.max(1, correctedCores * 0.75) : correctedCores, correctedCores },
      });
    },
    async sequential(_seed, copies) {
      const slowdown = copies === 1 ? 1 : copies / workCores;
      return Array.from({ length: copies }, () => SEQUENTIAL_MS * slowdown * jitter(truth.noise));
    },
  };
}

/** Measures and judges, with no time passing unless the options say so. */
export async function judge(
  truth: Truth,
  seed: number,
  alter?: (round: Round) => Round,
  options: Partial<ProtocolOptions> = {},
) {
  const usable = { cores: 2, because: 'affinity' } as const;
  const bench = simulatedBench(truth, seed, alter);
  const measurement = await measureSpeedup(bench, {
    seed,
    threshold: THRESHOLD,
    workers: 2,
    usable,
    now: () => 0,
    ...options,
  });
  return { measurement, report: speedupVerdict(measurement, rules, seed) };
}

/** How often each status came out of so many seeded measurements. */
export async function tally(truth: Truth, times: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = { passed: 0, failed: 0, inconclusive: 0, error: 0 };
  for (let seed = 0; seed < times; seed++) {
    const { report } = await judge(truth, seed * 7919);
    counts[report.status] = counts[report.status]! + 1;
  }
  return counts;
}
