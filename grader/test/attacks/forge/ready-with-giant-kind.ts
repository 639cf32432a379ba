// forge | fails protocol or load, passes 0 | Says that an export is of a kind whose name has millions of letters.
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

sendMessage({ type: 'ready', exports: { sum: 'x'.repeat(7e6), each: '\u001b]0;owned\u0007' } });
