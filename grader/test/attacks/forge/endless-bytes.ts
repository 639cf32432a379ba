// forge | fails limit or timeout, passes 6 | Repeats a large message without end.
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

export function each(): never {
  for (;;) sendMessage({ type: 'callback', fn: 1, args: ['x'.repeat(6e6)] });
}
