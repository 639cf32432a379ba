import type { SpeedupRules } from '../kata/speedup-rules.ts';
import type { FailureKind, SpeedupReport } from '../report/result.ts';

/** The report on a submission that did not survive being measured: it failed, and why is known. */
export function unmeasuredSpeedup(
  { levels }: Pick<SpeedupRules, 'levels'>,
  workers: number,
  failure: { readonly kind: FailureKind; readonly message: string },
): SpeedupReport {
  const { efficiency: threshold, points: maxPoints } = levels.at(-1)!;
  const message = `While it was measured, the submission failed: ${failure.message}`;
  return { status: 'failed', kind: failure.kind, message, workers, threshold, rounds: [], points: 0, maxPoints };
}
