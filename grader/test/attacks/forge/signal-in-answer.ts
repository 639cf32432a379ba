// forge | fails protocol, passes 5 | Answers with a signal of its own.
import { answer, TAG } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  answer({ [TAG]: { kind: 'signal', id: 1, aborted: true, reason: {} } });
  return new Promise(() => {});
}
