import { describe, expect, it } from 'vitest';
import { cohortTable } from '../../src/cohort/cohort-table.ts';
import type { Standing } from '../../src/cohort/standing.ts';
import type { KataResult } from '../../src/report/result.ts';
import { faultyKata, kataResult, resultOf, slowKata, undecidedKata } from '../report/support/sample-results.ts';

const standing = (name: string, ...katas: KataResult[]): Standing => ({
  student: { name, dir: `class/${name}` },
  result: resultOf(katas),
});
const table = (standings: readonly Standing[], more: Partial<Parameters<typeof cohortTable>[1]> = {}): string[] => {
  const katas = [...new Set(standings.flatMap(({ result }) => result.katas.map(({ kata }) => kata)))];
  const facts = { katas, students: standings.length, kept: 0, interrupted: false, ...more };
  return cohortTable(standings, facts, { lang: 'en', color: false, columns: 100 }).trimEnd().split('\n');
};

describe('the table of a cohort', () => {
  it('has a row per student: who passed, who was too slow, and whose speedup is still open', () => {
    const [header, passed, slow, open] = table([
      standing('ada', kataResult()),
      standing('bob', slowKata),
      standing('eve', undecidedKata),
    ]);
    expect(header).toMatch(/^ {2}Student +Checks +.*Points +First trouble$/);
    expect(passed).toMatch(/^✓ ada /);
    expect(slow).toMatch(/^✗ bob .* too slow$/);
    expect(open).toMatch(/^\? eve .*\?.* inconclusive$/);
  });

  it('has a column per kata where there are several, and a dash where one was not graded', () => {
    const one = kataResult({ kata: '02-email-validator' });
    const other = kataResult({ kata: '03-primes-sieve' });
    const [header, both, only] = table([standing('ada', one, other), standing('bob', one)]);
    expect(header).toMatch(/ 02 +03 +Points/);
    expect(both).not.toContain('–');
    expect(only).toContain('–');
  });

  it('keeps a hostile name in its cell', () => {
    const [, row] = table([standing(`${'x'.repeat(60)}\u001b[31m\n`, kataResult())]);
    expect(row).toMatch(/^✓ x{31}… /);
  });

  it('says how many have a verdict, how many had one before, and that it was interrupted', () => {
    const lines = table([standing('ada', kataResult())], { students: 3, kept: 1, interrupted: true }).join(' ');
    expect(lines).toContain('Interrupted:');
    expect(lines).toContain('1 of 3 students have a verdict. 1 were graded before and stay as they are.');
  });

  it('says first what is our own fault, in our own words, and counts it for nobody', () => {
    const failed = { ...slowKata, kata: '02-email-validator' };
    const rows = [
      standing('ada', faultyKata),
      standing('bob', failed, faultyKata),
      standing('eve', { ...failed, points: 100 }, kataResult()),
    ];
    const [, alone, beside, ...rest] = table(rows, { katas: ['02-email-validator', '03-primes-sieve'] });
    expect(alone).toMatch(/^! ada .* 03: fault of the grader$/);
    expect(beside).toMatch(/^✗ bob .* 60 +– .* 03: fault of the grader$/);
    expect(rest.join(' ')).toContain('Mean: 100 %.');
  });

  it('has no mean where nobody has a verdict', () => {
    expect(table([], { students: 3 }).at(-1)).toBe('0 of 3 students have a verdict.');
  });
});
