/** The middle of some figures, and how far the others lie around it. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Median, least and most. @throws RangeError when there is no figure. */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = [...figures].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new RangeError('no figures: measure at least once');
  return { median: (low + high) / 2, least: sorted[0] as number, most: sorted.at(-1) as number };
}
