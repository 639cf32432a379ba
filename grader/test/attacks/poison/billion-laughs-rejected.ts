// poison | fails assertion or protocol or limit, passes 5 | Rejects with a small value that is endless to whoever prints it.
import { billionLaughs } from '../frames.ts';

export * from '../honest.ts';

export async function describeNumbers(): Promise<never> {
  throw billionLaughs(40);
}
