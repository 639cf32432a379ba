import { sentence } from '../report/sentence.ts';
import { wordsWithFrames } from './foreign-errors.ts';
import type { SubjectClient } from './subject-client.ts';
import { SubjectFailure } from './subject-failure.ts';
import { type TimedRun, timedRun } from './timed-run.ts';

/**
 * {@link timedRun} of a submission: what it throws is its own doing. It passed the spec, and fails at the size that is measured.
 *
 * @throws {SubjectFailure} also for what it threw; anything else is a fault of the workload
 */
export async function submissionRun(
  subject: SubjectClient,
  cores: number,
  work: () => Promise<unknown>,
): Promise<TimedRun> {
  try {
    return await timedRun(subject, cores, work);
  } catch (error) {
    if (error instanceof SubjectFailure || subject.firstRejection === undefined) throw error;
    const said = wordsWithFrames(error);
    throw new SubjectFailure('crash', sentence('stopped.threw', { said }), { cause: error });
  }
}

/** What `check` says of an answer. One that is so odd that looking at it throws is a wrong one. */
export function wrongWith(check: () => string | undefined): string | undefined {
  try {
    return check();
  } catch (error) {
    return `of a kind that nobody expects: ${(error as Error).message}`;
  }
}
