import { expect, it } from 'vitest';
import { measuringOrder } from '../../src/grading/measuring-order.ts';

const firstLetter = (name: string) => name[0]!;

it('takes one of each group in turn, and keeps the order inside a group', () => {
  expect(measuringOrder(['a1', 'a2', 'a3', 'b1', 'c1', 'c2'], firstLetter)).toEqual([
    'a1',
    'b1',
    'c1',
    'a2',
    'c2',
    'a3',
  ]);
});

it('leaves one group as it is', () => {
  expect(measuringOrder(['a2', 'a1', 'a3'], firstLetter)).toEqual(['a2', 'a1', 'a3']);
});
