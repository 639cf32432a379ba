// forge | fails assertion or protocol, passes 6 | Calls back with more arguments than a stack can hold.
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

export async function each(): Promise<unknown[]> {
  sendMessage({ type: 'callback', fn: 1, args: new Array(500_000).fill(0) });
  return [];
}
