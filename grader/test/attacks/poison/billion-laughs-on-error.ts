// poison | fails assertion or protocol or limit, passes 5 | Throws an error with the values that a test runner compares and prints.
import { billionLaughs } from '../frames.ts';

export * from '../honest.ts';

export async function describeNumbers(): Promise<never> {
  const compared = { actual: [billionLaughs(40), 1], expected: [billionLaughs(40), 2], showDiff: true, operator: 'is' };
  throw Object.assign(new Error('compare me'), compared, { name: 'AssertionError' });
}
