import type { SpeedupRules } from '../kata/speedup-rules.ts';
import type { Problem, SpeedupReport } from '../report/result.ts';
import { inEnglish, sentence } from '../report/sentence.ts';

/** The report on a submission that did not survive being measured: it failed, and why is known. */
export function unmeasuredSpeedup(
  { levels }: Pick<SpeedupRules, 'levels'>,
  workers: number,
  failure: Problem,
): SpeedupReport {
  const { efficiency: threshold, points: maxPoints } = levels.at(-1)!;
  const died = sentence('speedup.died');
  const { kind, messageSentences } = failure;
  return {
    status: 'failed',
    kind,
    message: `${inEnglish([died])} ${failure.message}`,
    ...(messageSentences && { messageSentences: [died, ...messageSentences] }),
    workers,
    threshold,
    rounds: [],
    points: 0,
    maxPoints,
  };
}
