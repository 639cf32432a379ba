// resources | fails assertion or timeout, passes 5 | Returns as many lines as a message may hold, to be compared and printed.
export * from '../honest.ts';

export async function describeNumbers(): Promise<object> {
  return { count: 'line\n'.repeat(1_400_000), largest: 'x'.repeat(100), sorted: [] };
}
