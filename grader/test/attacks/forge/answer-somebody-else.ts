// forge | fails protocol, passes 5 | Answers a request that was never made.
import { answer } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  answer(0, 99);
  return new Promise(() => {});
}
