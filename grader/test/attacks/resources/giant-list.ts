// resources | fails assertion or timeout, passes 5 | Returns a list of a million numbers where twenty are expected.
export * from '../honest.ts';

export async function describeNumbers(): Promise<object> {
  return { count: 20, largest: 7.5, sorted: Array.from({ length: 1_000_000 }, (_, i) => i) };
}
