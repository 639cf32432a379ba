import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SpeedupReportSchema, type Status } from '../../src/report/result.ts';
import { combinedStatus, pointsPerCheck, sumPoints } from '../../src/verdict/score.ts';
import { unmeasuredSpeedup } from '../../src/verdict/unmeasured-speedup.ts';
import { rules } from './simulated-bench.ts';

describe('points', () => {
  test('of all checks together are those of the kata, to the last digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 200 }), (points, checks) => {
        const each = pointsPerCheck(points, checks);
        const parts = Array.from({ length: checks }, () => ({ points: each, maxPoints: each, undecidedPoints: 0 }));
        expect(sumPoints(parts)).toEqual({ points, maxPoints: points, undecidedPoints: 0 });
      }),
    );
  });

  test('of nothing are none', () => {
    expect(sumPoints([])).toEqual({ points: 0, maxPoints: 0, undecidedPoints: 0 });
  });
});

describe('the status of a whole', () => {
  const statuses = fc.array(fc.constantFrom<Status>('passed', 'failed', 'inconclusive', 'error'));

  test('is failed by any failure, else an error by any error, else inconclusive by any doubt', () => {
    fc.assert(
      fc.property(statuses, (parts) => {
        const worst = (['failed', 'error', 'inconclusive', 'passed'] as const).find((status) => parts.includes(status));
        expect(combinedStatus(parts)).toBe(worst ?? 'passed');
      }),
    );
  });

  test('does not depend on the order of its parts', () => {
    fc.assert(fc.property(statuses, (parts) => combinedStatus(parts.toReversed()) === combinedStatus(parts)));
  });
});

test('a submission that did not survive being measured fails for that reason, without points', () => {
  const report = unmeasuredSpeedup(rules, 2, { failure: { kind: 'memory', message: 'used 700 MiB, 512 allowed' } });
  expect(SpeedupReportSchema.parse(report)).toMatchObject({
    status: 'failed',
    kind: 'memory',
    points: 0,
    maxPoints: 40,
  });
  expect(report.message).toContain('used 700 MiB, 512 allowed');
});

test('where the machine had no time for it, nothing is decided', () => {
  const failure = { kind: 'timeout', message: 'countPrimes() did not settle within 20000 ms.' } as const;
  const report = SpeedupReportSchema.parse(unmeasuredSpeedup(rules, 2, { failure, isMachines: true }));
  expect(report).toMatchObject({ status: 'inconclusive', points: null, maxPoints: 40 });
  expect(report).not.toHaveProperty('kind');
  expect(report.message).toMatch(/Measure again on an idle machine\. countPrimes\(\) did not settle/);
});
