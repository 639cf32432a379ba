// forge | fails protocol, passes 5 | Calls a function that it was never lent.
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  sendMessage({ type: 'callback', fn: 12, args: [] });
  return new Promise(() => {});
}
