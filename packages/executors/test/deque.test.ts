import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Deque } from '../src/deque.ts';

test('a deque does what an array does, at both ends and at any size', () => {
  const step = fc.oneof(
    fc.record({ op: fc.constantFrom('push', 'unshift'), times: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ op: fc.constantFrom('shift', 'pop'), times: fc.integer({ min: 1, max: 40 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const deque = new Deque<number>();
      const model: number[] = [];
      let next = 0;
      for (const { op, times } of steps) {
        for (let n = 0; n < times; n += 1) {
          if (op === 'push' || op === 'unshift') {
            next += 1;
            deque[op](next);
            model[op](next);
          } else expect(deque[op as 'shift']()).toBe(model[op as 'shift']());
          expect(deque.length).toBe(model.length);
          expect(deque.peek()).toBe(model[0]);
        }
        expect([...deque]).toEqual(model);
      }
    }),
    { numRuns: 60 },
  );
});

test('a deque that was long gives its memory back, and works on', () => {
  const deque = new Deque<number>();
  for (let n = 0; n < 10_000; n += 1) deque.push(n);
  for (let n = 0; n < 10_000; n += 1) expect(deque.shift()).toBe(n);
  deque.push(1);
  expect([...deque]).toEqual([1]);
});
