import type { Figures } from './figures.ts';
import type { KataResult } from './result.ts';
import { tallyHalves } from './tally.ts';

/** The points of both halves of a kata, where some are missing and it is known to which half they belong. */
export function splitOf(
  kata: KataResult,
  figures: Figures,
): { readonly checks: string; readonly speedup: string } | undefined {
  const { speedup, points, maxPoints } = kata;
  if (!speedup || speedup.points === null || points >= maxPoints) return undefined;
  const halves = tallyHalves(kata);
  return {
    checks: figures.points(halves.checks.points, halves.checks.maxPoints),
    speedup: figures.points(halves.speedup.points, halves.speedup.maxPoints),
  };
}
