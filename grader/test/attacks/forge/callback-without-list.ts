// forge | fails protocol, passes 5 | Calls with arguments that are no list.
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  sendMessage({ type: 'callback', fn: 1, args: { length: 1e9 } });
  return new Promise(() => {});
}
