import type { Status } from '../report/result.ts';

/** Points that were won, that could be won, and that an inconclusive measurement leaves open (in neither of the two). */
export interface Points {
  readonly points: number;
  readonly maxPoints: number;
  readonly undecidedPoints: number;
}

/** Two decimals: shares of a point are real, their 53 bits are not. */
export function roundPoints(points: number): number {
  return Math.round(points * 100) / 100;
}

/** Points of each of `count` checks, which share `points` equally. */
export function pointsPerCheck(points: number, count: number): number {
  return points / count;
}

export function sumPoints(parts: readonly Points[]): Points {
  const sum = (of: (part: Points) => number): number => roundPoints(parts.reduce((total, part) => total + of(part), 0));
  return {
    points: sum((part) => part.points),
    maxPoints: sum((part) => part.maxPoints),
    undecidedPoints: sum((part) => part.undecidedPoints),
  };
}

/** The order in which statuses decide for the whole: what the student must mend first, then what we must. */
const SEVERITY: readonly Status[] = ['failed', 'error', 'inconclusive'];

/** Status of a whole from its parts; `passed` when there is nothing else. */
export function combinedStatus(parts: readonly Status[]): Status {
  return SEVERITY.find((status) => parts.includes(status)) ?? 'passed';
}
