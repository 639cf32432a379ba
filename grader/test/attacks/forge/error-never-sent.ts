// forge | fails protocol, passes 5 | Hands back an error that it never got.
import { refuse, TAG } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  refuse({ [TAG]: { kind: 'ref', ref: 5 } });
  return new Promise(() => {});
}
