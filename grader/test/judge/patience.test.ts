import { expect, test } from 'vitest';
import { Patience } from '../../src/judge/patience.ts';

function after(...tests: readonly ('late' | 'answered')[]): boolean {
  const patience = new Patience();
  for (const [i, how] of tests.entries()) {
    if (how === 'late') patience.lose(`test ${i}`);
    else patience.regain();
  }
  return patience.isOver;
}

test('it ends with three that are late one after the other', () => {
  expect(after('late', 'late')).toBe(false);
  expect(after('late', 'late', 'late')).toBe(true);
});

test('it begins anew where one has its answers in between', () => {
  expect(after('late', 'late', 'answered', 'late', 'late')).toBe(false);
  expect(after('late', 'late', 'answered', 'late', 'late', 'late')).toBe(true);
});

test('it ends with eight that are late, whatever was in between', () => {
  const pair = ['late', 'answered'] as const;
  expect(after(...Array.from({ length: 7 }, () => pair).flat())).toBe(false);
  expect(after(...Array.from({ length: 8 }, () => pair).flat())).toBe(true);
});

test('it knows who was late', () => {
  const patience = new Patience();
  patience.lose('a');
  patience.regain();
  patience.lose('b');
  expect(patience.late).toEqual(['a', 'b']);
});
