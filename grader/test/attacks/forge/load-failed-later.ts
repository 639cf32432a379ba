// forge | fails load, passes 5 | Says in the middle of a call that it never loaded.
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  sendMessage({ type: 'load-failed', error: 'sorry' });
  return new Promise(() => {});
}
