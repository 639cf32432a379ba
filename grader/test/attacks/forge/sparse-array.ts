// forge | fails protocol, passes 5 | Answers with four billion holes.
import { answer } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  const holes: unknown[] = [];
  holes.length = 2 ** 32 - 1;
  answer(holes);
  return new Promise(() => {});
}
