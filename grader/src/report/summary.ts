import type { FaceOptions } from './face-options.ts';
import { markdownDocument } from './markdown.ts';
import type { Result } from './result.ts';

/** GitHub shows no summary of a step that is longer than 1 MiB; other steps of the job write there too. */
export const MAX_SUMMARY_BYTES = 1_000_000;

/** The face for `$GITHUB_STEP_SUMMARY`: what the comment says, with room for every failure. */
export function renderSummary(result: Result, options: Pick<FaceOptions, 'lang' | 'base'>): string {
  return markdownDocument(result, options, { lead: [], maxBytes: MAX_SUMMARY_BYTES });
}
