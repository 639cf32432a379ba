// poison | harmless, passes 7 | Changes what it was given: copies, not the spec's own.
export * from '../honest.ts';

export async function sum(numbers: number[]): Promise<number> {
  let total = 0;
  while (numbers.length > 0) total += numbers.pop()!;
  Object.defineProperty(numbers, 'length', { value: 0, writable: false });
  return total;
}
