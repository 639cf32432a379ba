import { describe, expect, test } from 'vitest';
import { foldFailures, moreOf } from '../../src/report/fold-failures.ts';
import { failedCheck, passedCheck } from './support/sample-results.ts';

describe('folded failures', () => {
  test('without a failure there is no group', () => {
    expect(foldFailures([passedCheck('borders', 'a')])).toEqual({ count: 0, groups: [] });
  });

  test('each rule shows its first two and counts the rest, in the order of the checks', () => {
    const checks = Array.from({ length: 40 }, (_, i) =>
      failedCheck(i % 4 === 3 ? 'abort' : 'borders', `${i}`, `m${i}`),
    );
    const { count, groups } = foldFailures([passedCheck('borders', 'p'), ...checks]);
    expect(count).toBe(40);
    expect(groups.map(({ rule, shown, more }) => [rule, shown.map((check) => check.name), more])).toEqual([
      ['borders', ['0', '1'], 28],
      ['abort', ['3', '7'], 8],
    ]);
  });

  test('failures that all say the same are said once', () => {
    const checks = ['a', 'b', 'c'].map((name) => failedCheck(name, name, 'not written yet'));
    expect(foldFailures(checks)).toEqual({ count: 3, same: checks[0], groups: [] });
  });

  test('where some passed, the first one is shown by its name', () => {
    const [a, b] = ['a', 'b'].map((rule) => failedCheck(rule, 'hangs', 'did not settle'));
    const { same, groups } = foldFailures([passedCheck('c', 'c'), a!, b!]);
    expect(same).toBeUndefined();
    expect(groups).toEqual([
      { rule: 'a', shown: [a], more: 0 },
      { rule: 'b', shown: [], more: 1 },
    ]);
  });

  test('what was said once, in whatever rule, is counted after that', () => {
    const [first, again] = ['Not run.', 'Not run.'].map((message, i) => failedCheck('a', `${i}`, message));
    const other = failedCheck('b', 'c', 'did not settle');
    const { groups } = foldFailures([
      first!,
      again!,
      failedCheck('b', 'b', 'Not run.'),
      other,
      failedCheck('c', 'd', 'Not run.'),
    ]);
    expect(groups).toEqual([
      { rule: 'a', shown: [first], more: 1 },
      { rule: 'b', shown: [other], more: 1 },
      { rule: 'c', shown: [], more: 1 },
    ]);
    expect(groups.map(({ shown }) => moreOf(shown))).toEqual(['failures.more', 'failures.more', 'failures.repeated']);
  });

  test('checks without a word are no repetition of each other', () => {
    const checks = ['a', 'b'].map((rule) => failedCheck(rule, rule, ''));
    expect(foldFailures(checks).groups.map(({ shown }) => shown.length)).toEqual([1, 1]);
  });

  test('one that differs in its message, kind or status keeps them apart', () => {
    for (const other of [
      failedCheck('b', 'b', 'another'),
      failedCheck('b', 'b', 'not written yet', { kind: 'timeout' }),
      failedCheck('b', 'b', 'not written yet', { status: 'error' }),
    ]) {
      expect(foldFailures([failedCheck('a', 'a', 'not written yet'), other]).groups).toHaveLength(2);
    }
  });

  test('a check without a verdict is shown like a failure', () => {
    expect(foldFailures([failedCheck('a', 'a', 'm', { status: 'inconclusive' })]).count).toBe(1);
  });
});
