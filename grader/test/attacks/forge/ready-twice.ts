// forge | fails protocol, passes 5 | Says in the middle of a call once more that it is ready, and of other exports.
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  sendMessage({ type: 'ready', exports: { sum: 'class' } });
  return new Promise(() => {});
}
