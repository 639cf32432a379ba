// poison | fails assertion, passes 5 | Returns a value that contains itself.
export * from '../honest.ts';

export async function describeNumbers(): Promise<object> {
  const value: Record<string, unknown> = { count: 20 };
  value['sorted'] = [value, new Map([[value, new Set([value])]])];
  return value;
}
