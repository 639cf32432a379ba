// resources | fails assertion, passes 5 | Calls itself until the stack is full.
export * from '../honest.ts';

export async function sum(numbers: readonly number[]): Promise<number> {
  const deeper = (depth: number): number => deeper(depth + 1) + numbers.length;
  return deeper(0);
}
