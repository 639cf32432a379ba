// forge | fails protocol, passes 5 | Answers with a function of its own.
import { answer, TAG } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  answer({ [TAG]: { kind: 'function', id: 1 } });
  return new Promise(() => {});
}
