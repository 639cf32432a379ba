// forge | fails assertion, passes 5 | Answers with an iterator where a number is expected.
import { answer, TAG } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  answer({ [TAG]: { kind: 'iterable', id: 1 } });
  return new Promise(() => {});
}
