// poison | fails assertion or protocol or timeout, passes 5 | Returns hundreds of integers that are just allowed, to be printed in decimal.
export * from '../honest.ts';

export async function describeNumbers(): Promise<object> {
  return { count: Array.from({ length: 700 }, (_, i) => (1n << 65_000n) + BigInt(i)) };
}
