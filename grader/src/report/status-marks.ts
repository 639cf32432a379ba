import type { Status } from './result.ts';

/** One character for a state; every face uses the same. */
export const STATUS_MARKS: Readonly<Record<Status, string>> = {
  passed: '✓',
  failed: '✗',
  inconclusive: '?',
  error: '!',
};
