import { expect, test } from 'vitest';
import { Patience } from '../../src/judge/patience.ts';

/** A rule by its letter whose test was late; a dot: one of whatever rule had its answers. */
function after(tests: string): Patience {
  const patience = new Patience();
  for (const [i, rule] of [...tests].entries()) {
    if (rule === '.') patience.regain();
    else patience.lose(rule, `${i}`);
  }
  return patience;
}

test('it ends for a rule with two that are late one after the other, and not for the others', () => {
  expect(after('a').isOver('a')).toBe(false);
  expect(after('aa').isOver('a')).toBe(true);
  expect(after('aa').isOver('b')).toBe(false);
  expect(after('aabb').isOver('c')).toBe(false);
});

test('it begins anew where one has its answers in between', () => {
  expect(after('a.a').isOver('a')).toBe(false);
  expect(after('aa.').isOver('a')).toBe(false);
  expect(after('aabb.c').isOver('d')).toBe(false);
});

test('it ends for all with three rules that are late one after the other', () => {
  expect(after('abc').isOver('d')).toBe(true);
  expect(after('aabbc').isOver('d')).toBe(true);
});

test('it ends for all with eight that are late, whatever was in between', () => {
  expect(after('a.'.repeat(7)).isOver('b')).toBe(false);
  expect(after('a.'.repeat(8)).isOver('b')).toBe(true);
});

test('it knows who was late', () => {
  expect(after('a.b').late).toEqual(['a › 0', 'b › 2']);
});
