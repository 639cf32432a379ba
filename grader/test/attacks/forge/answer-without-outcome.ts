// forge | fails assertion or protocol, passes 5 | Sends an answer without an outcome.
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  sendMessage({ type: 'answer', id: 1, passed: true });
  return new Promise(() => {});
}
