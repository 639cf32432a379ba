// forge | fails limit or timeout, passes 5 | Repeats a large message without end.
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

export function sum(): never {
  for (;;) sendMessage({ type: 'ready', exports: {}, padding: 'x'.repeat(6e6) });
}
