import type { Check } from './result.ts';

/** Failed checks of one rule: the first few that say something new, and how many more there are. */
interface FailureGroup {
  readonly rule: string;
  readonly shown: readonly Check[];
  readonly more: number;
}

/** What a face shows of the failures of one kata. */
export interface FoldedFailures {
  /** How many checks did not pass. */
  readonly count: number;
  /** What all of them say, where no check passed and they all say the same: a stub fails every check for one reason. */
  readonly same?: Check;
  /** By rule, in the order of the checks; empty where `same` says it all. */
  readonly groups: readonly FailureGroup[];
}

const SHOWN_PER_RULE = 2;

/** Folds the checks that did not pass, so that forty failures stay readable: what was said once is counted after that. */
export function foldFailures(checks: readonly Check[]): FoldedFailures {
  const failures = checks.filter((check) => check.status !== 'passed');
  const [first] = failures;
  const isAll = failures.length > 1 && failures.length === checks.length;
  if (isAll && first?.message && failures.every((check) => isSame(check, first))) {
    return { count: failures.length, same: first, groups: [] };
  }
  const said: Check[] = [];
  const groups = [...Map.groupBy(failures, (check) => check.rule)].map(([rule, group]) => {
    const shown: Check[] = [];
    for (const check of group) {
      if (shown.length === SHOWN_PER_RULE) break;
      if (check.message && said.some((other) => isSame(other, check))) continue;
      shown.push(check);
      said.push(check);
    }
    return { rule, shown, more: group.length - shown.length };
  });
  return { count: failures.length, groups };
}

/** The sentence about those of a rule that are not shown. */
export function moreOf(shown: readonly Check[]): 'failures.more' | 'failures.repeated' {
  return shown.length > 0 ? 'failures.more' : 'failures.repeated';
}

function isSame(a: Check, b: Check): boolean {
  return a.status === b.status && a.kind === b.kind && a.message === b.message;
}
