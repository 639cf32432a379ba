// poison | fails assertion or protocol or limit, passes 5 | Returns a small value that is endless to whoever prints or compares it.
import { billionLaughs } from '../frames.ts';

export * from '../honest.ts';

export async function describeNumbers(): Promise<object> {
  return { count: 20, largest: billionLaughs(40), sorted: billionLaughs(40) };
}
