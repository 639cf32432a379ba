import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderClassroom } from '../../src/report/classroom.ts';
import { runClassroom } from './support/classroom-action.ts';
import { failedCheck, kataResult, passedCheck, resultOf, slowKata } from './support/sample-results.ts';
import { HOSTILE_TEXTS, OPTIONS, resultFullOf, situations } from './support/situations.ts';

describe('the payloads of GitHub Classroom', () => {
  describe.each(['en', 'es'] as const)('in %s', (lang) => {
    test.each(Object.entries(situations))('%s look like this', async (name, result) => {
      const { payloads } = runClassroom(renderClassroom(result, { lang }));
      const golden = join(import.meta.dirname, 'golden', `classroom-${name}.${lang}.json`);
      await expect(`${JSON.stringify(payloads, null, 2)}\n`).toMatchFileSnapshot(golden);
    });
  });

  test('table and points show the total of the result, whatever it is', () => {
    const hundredths = fc.integer({ min: 0, max: 10_000 }).map((points) => points / 100);
    const kata = fc.record({
      points: hundredths,
      passed: fc.integer({ min: 0, max: 40 }),
      failed: fc.integer({ min: 0, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(kata, { minLength: 1, maxLength: 6 }), (katas) => {
        const result = resultOf(
          katas.map(({ points, passed, failed }) =>
            kataResult({
              points,
              checks: [
                ...Array.from({ length: passed }, (_, i) => passedCheck('rule', `${i}`)),
                ...Array.from({ length: failed }, (_, i) => failedCheck('rule', `f${i}`, 'no')),
              ],
            }),
          ),
        );
        const points = Math.round(result.points * 100) / 100;
        const face = runClassroom(renderClassroom({ ...result, points }, OPTIONS));
        expect(face.table).toBe(`${points}/${result.maxPoints}`);
        expect(face.points).toBe(`${points}/${result.maxPoints}`);
      }),
    );
  });

  test('a test has every field that the action prints, its line is 0, and equal weight', () => {
    const { payloads } = runClassroom(renderClassroom(resultOf([{ ...slowKata, points: 60 }]), OPTIONS));
    const { earned, missed } = payloads;
    for (const one of [...earned!.tests, ...missed!.tests]) {
      expect(Object.keys(one).sort()).toEqual(
        ['duration', 'filename', 'line_no', 'message', 'name', 'score', 'status', 'test_code'].sort(),
      );
      expect(one['line_no']).toBe(0);
    }
    for (const one of earned!.tests) expect(one['score']).toBeCloseTo(60 / 28, 4);
    expect(missed).toMatchObject({ status: 'fail', max_score: 40, tests: [{ status: 'fail', score: 0 }] });
  });

  test('no payload is without tests and each id is letters only', () => {
    for (const result of Object.values(situations)) {
      for (const [id, { tests }] of Object.entries(runClassroom(renderClassroom(result, OPTIONS)).payloads)) {
        expect(id).toMatch(/^[a-z]+$/);
        expect(tests.length).toBeGreaterThan(0);
      }
    }
  });

  test('an undecided speedup is shown and is worth nothing; our own fault is an error', () => {
    const { payloads, points } = runClassroom(renderClassroom(situations['inconclusive']!, OPTIONS));
    expect(payloads['undecided']).toMatchObject({ status: 'pass', max_score: 0 });
    expect(points).toBe('160/160');
    expect(runClassroom(renderClassroom(situations['error']!, OPTIONS)).payloads['missed']?.status).toBe('error');
  });

  test.each(HOSTILE_TEXTS)('what the action prints of %j is inert and never at the start of a line', (text) => {
    for (const { tests } of Object.values(runClassroom(renderClassroom(resultFullOf(text), OPTIONS)).payloads)) {
      for (const { name, message, test_code } of tests) {
        for (const line of `${test_code}`.split('\n')) expect(line).toMatch(/^$|^ {2}│/);
        expect(`${name}${message}`).not.toContain('\n');
        for (const said of [name, message, test_code]) expect(said).not.toMatch(/^\s*::\w|##\[|(?!\n)[\p{Cc}\p{Cf}]/mu);
      }
    }
  });

  test('a payload has less than 90 KB, also with thousands of checks, and still the same total', () => {
    const text = 'x\n'.repeat(2000);
    const checks = Array.from({ length: 5000 }, (_, i) =>
      i % 2 ? failedCheck(text, text, text) : passedCheck(text, text),
    );
    const env = renderClassroom(resultOf([kataResult({ checks, points: 57.86 })]), OPTIONS);
    for (const line of env.split('\n')) expect(line.length).toBeLessThan(90_000);
    expect(runClassroom(env)).toMatchObject({ table: '57.86/100', points: '57.86/100' });
  });
});
