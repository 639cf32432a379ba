// forge | fails protocol, passes 5 | Speaks of something the protocol does not know.
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  sendMessage({ type: 'verdict', passed: true });
  return new Promise(() => {});
}
