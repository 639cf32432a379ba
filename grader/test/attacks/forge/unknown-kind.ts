// forge | fails protocol, passes 5 | Answers with a special value whose kind takes for ever to print.
import { answer, billionLaughs, TAG } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  answer({ [TAG]: { kind: billionLaughs(60) } });
  return new Promise(() => {});
}
