import { UsageError } from '../usage-error.ts';
import type { FaceOptions } from './face-options.ts';
import type { KataResult, Result } from './result.ts';
import { inertJson, inertLine } from './sanitize.ts';
import { sentence } from './sentence.ts';
import { type HalfTally, tallyChecks, tallyHalves } from './tally.ts';

/** What Classroom 50 says about the submission: the key in its `result.json`, by the variable that it sets. */
const IDENTITY = {
  CLASSROOM: 'classroom',
  ASSIGNMENT: 'assignment',
  USERNAME: 'owner',
  SUBMISSION_TAG: 'submission',
  COMMIT_URL: 'commit',
  RELEASE_URL: 'release',
} as const;

/**
 * The face for Classroom 50: its `result.json`, schema `classroom50/result/v1`. It knows whole points only: the total is
 * rounded down, and what each half of a kata gets is what it adds to the rounded total, so that the rows add up; the exact
 * points stand beside.
 *
 * @throws {UsageError} when a variable is missing that Classroom 50 sets for its `autograder.py`.
 */
export function classroom50(env: FaceOptions['env']): (result: Result) => string {
  const identity = identityOf(env);
  return (result) => {
    const tests = testsOf(result.katas);
    const document = {
      schema: 'classroom50/result/v1',
      assignment_type: 'individual',
      ...identity,
      datetime: `${new Date(result.startedAt).toISOString().slice(0, 19)}Z`,
      score: tests.reduce((sum, test) => sum + test.score, 0),
      'max-score': tests.reduce((sum, test) => sum + test['max-score'], 0),
      tests,
    };
    return `${inertJson(JSON.stringify(document, null, 2))}\n`;
  };
}

function identityOf(env: FaceOptions['env']): Readonly<Record<string, string>> {
  const missing = Object.keys(IDENTITY).filter((name) => !env[name]);
  if (missing.length > 0) {
    throw new UsageError(sentence('usage.classroom50', { names: missing.join(', ') }));
  }
  const named = Object.fromEntries(Object.entries(IDENTITY).map(([name, key]) => [key, env[name]!]));
  return { ...named, review: env['REVIEW_URL'] || env['COMMIT_URL']! };
}

interface Test {
  readonly 'test-name': string;
  readonly passed: boolean;
  readonly score: number;
  readonly 'max-score': number;
  readonly [extra: string]: unknown;
}

function testsOf(katas: readonly KataResult[]): Test[] {
  const won = wholePoints();
  const possible = wholePoints();
  const test = (kata: string, half: string, tally: HalfTally, passed: boolean, extra: object): Test => {
    const score = won(tally.points);
    const max = possible(tally.maxPoints);
    return {
      'test-name': `${inertLine(kata, 100).replace(/[<>@`]/g, '_') || '?'}: ${half}`,
      passed,
      score,
      'max-score': Math.max(score, max),
      ...extra,
      points: tally.points,
      'max-points': tally.maxPoints,
      'undecided-points': tally.undecidedPoints,
    };
  };
  return katas.flatMap((kata) => {
    const halves = tallyHalves(kata);
    const { passed, total } = tallyChecks([kata]);
    return [
      test(kata.kata, 'checks', halves.checks, !kata.problem && passed === total && total > 0, {
        'checks-passed': passed,
        checks: total,
      }),
      ...(kata.speedup || halves.speedup.maxPoints > 0
        ? [test(kata.kata, 'speedup', halves.speedup, kata.speedup?.status === 'passed', {})]
        : []),
    ];
  });
}

/** Rounds a running sum down, and gives what each addition adds to it. */
function wholePoints(): (points: number) => number {
  let sum = 0;
  let whole = 0;
  return (points) => {
    sum += points;
    const before = whole;
    // Halves are rounded to hundredths; a sum of them may lie a hair below a whole number.
    whole = Math.floor(sum + 1e-6);
    return whole - before;
  };
}
