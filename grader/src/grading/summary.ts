import { type KataResult, RESULT_VERSION, type Result } from '../report/result.ts';
import { combinedStatus, sumPoints } from '../verdict/score.ts';

/** Everything in a result that is not a sum over its katas. */
export type ResultFrame = Pick<
  Result,
  'subject' | 'ignoredChanges' | 'startedAt' | 'seed' | 'isolation' | 'machine' | 'interrupted'
>;

/** The whole result. An interrupted run that finished nothing is no success. */
export function summarize(frame: ResultFrame, katas: readonly KataResult[]): Result {
  const status = katas.length === 0 ? 'error' : combinedStatus(katas.map((kata) => kata.status));
  return { version: RESULT_VERSION, status, ...frame, katas: [...katas], ...sumPoints(katas) };
}
