import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classroom50 } from '../../src/report/classroom50.ts';
import { Classroom50Schema } from './support/classroom50-schema.ts';
import { kataResult, resultOf, slowKata } from './support/sample-results.ts';
import { CLASSROOM50_ENV, HOSTILE_TEXTS, resultFullOf, situations } from './support/situations.ts';

const render = classroom50(CLASSROOM50_ENV);
const read = (document: string) => Classroom50Schema.parse(JSON.parse(document));

describe("Classroom 50's result.json", () => {
  test.each(Object.entries(situations))('%s looks like this, and is valid', async (name, result) => {
    const document = render(result);
    await expect(document).toMatchFileSnapshot(join(import.meta.dirname, 'golden', `classroom50-${name}.json`));
    read(document);
  });

  test('the score is the total, rounded down, and its rows add up to it', () => {
    const kata = fc.integer({ min: 0, max: 10_000 }).map((points) => kataResult({ points: points / 100 }));
    fc.assert(
      fc.property(fc.array(kata, { maxLength: 6 }), (katas) => {
        const result = resultOf(katas);
        const { score, 'max-score': max, tests } = read(render(result));
        expect(score).toBe(Math.floor(result.points + 1e-6));
        expect(max).toBe(result.maxPoints);
        expect(tests.reduce((sum, test) => sum + test.score, 0)).toBe(score);
      }),
    );
  });

  test('the exact points stand beside the whole ones', () => {
    const { tests } = read(render(resultOf([{ ...slowKata, points: 57.86 }])));
    expect(tests[0]).toMatchObject({ score: 57, points: 57.86, 'max-points': 60, 'checks-passed': 28, checks: 28 });
    expect(tests[1]).toMatchObject({
      'test-name': '03-primes-sieve: speedup',
      passed: false,
      score: 0,
      'max-score': 40,
    });
  });

  test.each(HOSTILE_TEXTS)('it is valid, inert, and breaks no table with %j', (hostile) => {
    const document = render(resultFullOf(hostile));
    expect(document).not.toMatch(/##\[|(?!\n)[\p{Cc}\p{Cf}]/u);
    for (const test of read(document).tests) expect(test['test-name']).not.toMatch(/[<>@`\n]/);
  });

  test('without a review link it is the commit', () => {
    const { REVIEW_URL: _, ...env } = CLASSROOM50_ENV;
    expect(read(classroom50(env)(situations['passed']!)).review).toBe(CLASSROOM50_ENV.COMMIT_URL);
  });

  test('a variable that is missing or empty is named', () => {
    expect(() => classroom50({ ...CLASSROOM50_ENV, USERNAME: '', COMMIT_URL: undefined })).toThrow(
      'The reporter "classroom50" needs USERNAME, COMMIT_URL in the environment',
    );
  });
});
