import type { Status } from '../report/result.ts';

/** What a command's exit code says. */
export const EXIT = {
  passed: 0,
  failed: 1,
  /** Wrong usage, or our own fault. */
  trouble: 2,
  inconclusive: 3,
  /** 128 + SIGINT, as shells say it. */
  interrupted: 130,
} as const;

export function exitCodeOf(status: Status): number {
  return status === 'error' ? EXIT.trouble : EXIT[status];
}
