import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { classroom50 } from '../../src/report/classroom50.ts';
import { kataResult, resultOf, slowKata } from './support/sample-results.ts';
import { CLASSROOM50_ENV, HOSTILE_TEXTS, resultFullOf, situations } from './support/situations.ts';

const text = z.string().min(1);
const points = z.int().nonnegative();

/** The published schema classroom50/result/v1, and the rules that its validator adds. */
const Classroom50Schema = z
  .strictObject({
    schema: z.literal('classroom50/result/v1'),
    classroom: text,
    assignment: text,
    assignment_type: z.enum(['individual', 'group']),
    owner: text,
    submission: z.string().startsWith('submit/'),
    commit: text,
    release: text,
    review: text,
    datetime: z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/),
    score: points,
    'max-score': points,
    tests: z.array(
      z
        .looseObject({ 'test-name': text, passed: z.boolean(), score: points, 'max-score': points })
        .refine((test) => test.score <= test['max-score']),
    ),
  })
  .refine((result) => result.score <= result['max-score']);

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
