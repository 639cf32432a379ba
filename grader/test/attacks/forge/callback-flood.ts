// forge | fails protocol or timeout, passes 6 | Calls back without end and never reads a reply.
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

export function each(): never {
  for (;;) sendMessage({ type: 'callback', fn: 1, args: [1] });
}
