// resources | fails crash, passes 6 | Answers, and throws in a timer.
import * as honest from '../honest.ts';

export * from '../honest.ts';

export async function root(number: number): Promise<number> {
  if (number >= 0) return new Promise(() => {});
  setTimeout(() => {
    throw new Error('nobody catches this');
  }, 1);
  return honest.root(number);
}
