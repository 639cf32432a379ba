import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { cohortCsv } from '../../src/cohort/cohort-csv.ts';
import type { KataResult } from '../../src/report/result.ts';
import { faultyKata, kataResult, resultOf, slowKata } from '../report/support/sample-results.ts';

const KATAS = ['02-email-validator', '03-primes-sieve'];
const rowOf = (...katas: KataResult[]): Record<string, string> => {
  const standing = { student: { name: 'ada', dir: 'class/ada' }, result: resultOf(katas) };
  const text = cohortCsv([standing], KATAS, (name) => `${name}/result.json`);
  const rows: Record<string, string>[] = parse(text, { columns: true });
  return rows[0]!;
};
const failed = { ...slowKata, kata: '02-email-validator' };

describe('the row of a student', () => {
  it('has the points of each kata, and nothing of one that was not graded', () => {
    expect(rowOf(kataResult())).toMatchObject({ points: '100', '02-email-validator': '', '03-primes-sieve': '100' });
  });

  it('has no points for a fault of ours, and so none for the whole: that is no zero', () => {
    const row = rowOf(failed, faultyKata);
    expect(row).toMatchObject({ points: '', '02-email-validator': String(failed.points), '03-primes-sieve': '' });
  });

  it.each([
    ['alone', [faultyKata]],
    ['beside a failure of the student’s', [failed, faultyKata]],
    [
      'as older results call it',
      [{ ...faultyKata, problem: { kind: 'protocol', message: faultyKata.problem!.message } }],
    ],
  ] as const)('names a fault of ours first: %s', (_, katas) => {
    expect(rowOf(...katas)).toMatchObject({
      trouble: 'fault',
      message: 'The grader itself failed: the judge ended with code 7',
    });
  });

  it('names a sequential program of ours that is wrong, which is found while measuring', () => {
    const { speedup } = kataResult();
    const wrong = kataResult({ status: 'error', speedup: { ...speedup!, status: 'error', message: 'Ours is wrong.' } });
    expect(rowOf(wrong)).toMatchObject({ trouble: 'fault', message: 'Ours is wrong.' });
  });
});
