// forge | fails protocol, passes 5 | Answers under a number that is none.
import { answer } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  answer(0, { valueOf: 1 } as never);
  return new Promise(() => {});
}
