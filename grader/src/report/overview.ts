import type { Figures } from './figures.ts';
import type { Translate } from './messages/messages.ts';
import type { KataResult } from './result.ts';
import { tallyChecks, tallySpeedup } from './tally.ts';

const NOTHING = '–';

/** The columns of the overview; the first is the name of the kata, which each face makes safe its own way. */
export function overviewHeader(t: Translate): string[] {
  return [
    t('column.kata'),
    t('column.checks'),
    t('column.speedup'),
    t('column.threshold'),
    t('column.machine'),
    t('column.points'),
  ];
}

/** The figures of one kata, in the order of the columns after the first. */
export function overviewRow(kata: KataResult, cores: number, figures: Figures): string[] {
  const { passed, total } = tallyChecks([kata]);
  // I/O-bound work waits for a server, not for cores.
  const capacity = kata.speedup?.io ? undefined : kata.speedup?.capacity;
  return [
    total > 0 ? `${passed}/${total}` : NOTHING,
    ...speedCells(kata, figures),
    capacity === undefined ? NOTHING : figures.cores(capacity, cores),
    overviewPoints(kata, figures),
  ];
}

/** What was measured and what is asked for: times faster, or the share of the samples that were kept. */
function speedCells(kata: KataResult, figures: Figures): [measured: string, needs: string] {
  const { speedup, needs } = tallySpeedup(kata);
  const { cadence, efficiency, threshold = 0 } = kata.speedup ?? {};
  if (cadence && efficiency) return [figures.shares(efficiency), figures.share(threshold)];
  const unknown = kata.speedup?.status === 'inconclusive' ? '?' : NOTHING;
  return [speedup ? figures.interval(speedup) : unknown, needs === undefined ? NOTHING : figures.times(needs)];
}

/** Points reached, of points to be had; a question mark where some are still open. */
export function overviewPoints(
  of: Pick<KataResult, 'points' | 'maxPoints' | 'undecidedPoints'>,
  figures: Figures,
): string {
  return figures.points(of.points, of.maxPoints) + (of.undecidedPoints > 0 ? ' ?' : '');
}
