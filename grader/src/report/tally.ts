import type { Interval, KataResult, Result } from './result.ts';

/** Checks that passed, of checks there are. */
export interface CheckTally {
  readonly passed: number;
  readonly total: number;
}

/** Counts checks the same way for every face. */
export function tallyChecks(katas: readonly Pick<KataResult, 'checks'>[]): CheckTally {
  let passed = 0;
  let total = 0;
  for (const { checks } of katas) {
    total += checks.length;
    for (const check of checks) if (check.status === 'passed') passed++;
  }
  return { passed, total };
}

/** One half of a kata: what it won, what could be won, what is still open. */
export interface HalfTally {
  readonly points: number;
  readonly maxPoints: number;
  readonly undecidedPoints: number;
}

/**
 * Splits the points of a kata between checks and speedup. The two halves always add up to the kata, also where it was stopped
 * half-way, so that a gradebook has the same total.
 */
export function tallyHalves(kata: KataResult): { readonly checks: HalfTally; readonly speedup: HalfTally } {
  const { points, maxPoints, undecidedPoints } = kata;
  const won = Math.min(kata.speedup?.points ?? 0, points);
  const max = Math.min(speedupMax(kata), maxPoints);
  return {
    checks: { points: hundredths(points - won), maxPoints: hundredths(maxPoints - max), undecidedPoints: 0 },
    speedup: { points: won, maxPoints: max, undecidedPoints },
  };
}

/** A speedup that was not measured, because checks failed, is worth what the checks are not. */
function speedupMax({ speedup, checks, maxPoints }: KataResult): number {
  if (speedup) return speedup.points === null ? 0 : speedup.maxPoints;
  if (checks.length === 0) return 0;
  return Math.max(0, hundredths(maxPoints - checks.reduce((sum, check) => sum + check.maxPoints, 0)));
}

/** The speedup of a kata and what was asked for, as far as they are known. */
export function tallySpeedup({ speedup }: KataResult): { readonly speedup?: Interval; readonly needs?: number } {
  return {
    ...(speedup?.speedup && { speedup: speedup.speedup }),
    ...(speedup?.thresholdSpeedup !== undefined && { needs: speedup.thresholdSpeedup }),
  };
}

/** How many points more than in `base`, in the tenths that a reader sees: `after - before` as shown. */
export function changeOf(after: Pick<Result, 'points'>, before: Pick<Result, 'points'>): number {
  return (shownTenths(after.points) - shownTenths(before.points)) / 10;
}

/** Tenths as `figures` shows them: rounded down, with the error of binary sums absorbed. */
function shownTenths(points: number): number {
  return Math.floor((points + 1e-6) * 10);
}

function hundredths(points: number): number {
  return Math.round(points * 100) / 100;
}
