import type { SubmissionSource } from '../kata/find-submission.ts';
import type { Result } from '../report/result.ts';
import { kataResult } from './kata-result.ts';
import { type ResultFrame, summarize } from './summary.ts';
import type { UnitEvidence } from './unit.ts';

/** What a result says of a run besides the evidence of its katas. */
export interface RunFacts extends Omit<ResultFrame, 'interrupted'> {
  readonly source: SubmissionSource;
  /** Flags for the line that repeats it, e.g. `--isolation process`. */
  readonly flags: readonly string[];
}

/**
 * Makes the results of one run: of what is finished so far, and of everything.
 *
 * @example
 * const resultOf = wholeResult({ subject: 'ada', source: { kind: 'folder', dir: 'class/ada' }, flags: [], ...frame });
 * resultOf(evidence, false).points; // 57.8
 */
export function wholeResult({
  source,
  flags,
  ...frame
}: RunFacts): (evidence: readonly UnitEvidence[], interrupted: boolean) => Result {
  const circumstances = { source, seed: frame.seed, flags };
  return (evidence, interrupted) =>
    summarize(
      { ...frame, interrupted },
      evidence.map((one) => kataResult(one, circumstances)),
    );
}
