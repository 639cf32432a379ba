import { expect, test } from 'vitest';
import { TaskProfile } from '../src/pool/task-profile.ts';

const profile = (): TaskProfile => new TaskProfile(0, { url: 'file:///t.ts', name: 't' });
const MANY = 1_000_000;

test('a chunk starts at one call and doubles towards one millisecond of work', () => {
  const noop = profile();
  const sizes: number[] = [];
  for (let n = 0; n < 8; n += 1) {
    sizes.push(noop.chunk(MANY, 2));
    noop.learn(1, 0.01);
  }
  expect(sizes).toEqual([1, 2, 4, 8, 16, 32, 64, 100]);
});

test('a chunk never exceeds its share of what is left, so that the end is spread over all workers', () => {
  const noop = profile();
  for (let n = 0; n < 20; n += 1) noop.learn(100, 0.1);
  expect(noop.chunk(80, 2)).toBe(10);
  expect(noop.chunk(3, 2)).toBe(1);
  expect(noop.chunk(MANY, 2)).toBe(1000);
});

test('calls of a millisecond and more travel alone', () => {
  const slow = profile();
  for (let n = 0; n < 5; n += 1) slow.learn(1, 1.2);
  expect(slow.chunk(MANY, 2)).toBe(1);
});

test('one slow measurement shrinks the chunk at once, fast ones grow it back little by little', () => {
  const task = profile();
  for (let n = 0; n < 12; n += 1) task.learn(100, 1);
  expect(task.chunk(MANY, 2)).toBe(100);
  task.learn(1, 50);
  expect(task.chunk(MANY, 2)).toBe(1);
  task.learn(1, 0.01);
  expect(task.chunk(MANY, 2)).toBe(1);
});

test('a second chunk may wait behind short work, not behind long or unknown work', () => {
  const task = profile();
  expect(task.mayPrefetch(1)).toBe(false);
  task.learn(1, 1);
  expect(task.mayPrefetch(1)).toBe(true);
  expect(task.mayPrefetch(10)).toBe(false);
});
