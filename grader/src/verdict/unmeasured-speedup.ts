import type { SpeedupRules } from '../kata/speedup-rules.ts';
import type { Problem, SpeedupReport } from '../report/result.ts';
import { inEnglish, sentence } from '../report/sentence.ts';

/** The report on a submission that did not survive being measured: it failed, and why is known; or the machine was too busy. */
export function unmeasuredSpeedup(
  { levels }: Pick<SpeedupRules, 'levels'>,
  workers: number,
  { failure, isMachines }: { failure: Problem; isMachines?: true },
): SpeedupReport {
  const { efficiency: threshold, points: maxPoints } = levels.at(-1)!;
  const head = sentence(isMachines ? 'speedup.starved' : 'speedup.died');
  const { kind, messageSentences } = failure;
  return {
    ...(isMachines ? { status: 'inconclusive', points: null } : { status: 'failed', kind, points: 0 }),
    message: `${inEnglish([head])} ${failure.message}`,
    ...(messageSentences && { messageSentences: [head, ...messageSentences] }),
    workers,
    threshold,
    rounds: [],
    maxPoints,
  };
}
