// forge | fails protocol, passes 6 | Answers the same question a second time, with another value.
import { answer } from '../frames.ts';
import * as honest from '../honest.ts';

export * from '../honest.ts';

export async function root(number: number): Promise<number> {
  if (number >= 0) answer(1, 1);
  return honest.root(number);
}
