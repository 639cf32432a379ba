// forge | fails protocol, passes 5 | Sends null where a message is expected.
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  sendMessage(null);
  return new Promise(() => {});
}
