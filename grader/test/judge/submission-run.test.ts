import { expect, it } from 'vitest';
import { wrongWith } from '../../src/judge/submission-run.ts';

it('an answer is wrong where the check says so, and where it is so odd that the check cannot look at it', () => {
  const check = (answer: unknown) => () => ((answer as string[]).includes('prime') ? undefined : 'no prime in it');
  expect(wrongWith(check(['prime']))).toBeUndefined();
  expect(wrongWith(check([]))).toBe('no prime in it');
  expect(wrongWith(check(null))).toMatch(/^of a kind that nobody expects: .*null/);
});
