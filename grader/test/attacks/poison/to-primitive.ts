// poison | fails assertion, passes 5 | Returns objects that would turn into the right number.
export * from '../honest.ts';

export async function sum(numbers: readonly number[]): Promise<object> {
  const total = numbers.reduce((a, b) => a + b, 0);
  return Object.assign(new Number(total), { [Symbol.toPrimitive]: () => total, valueOf: () => total });
}
