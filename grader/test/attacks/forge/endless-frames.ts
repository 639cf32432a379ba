// forge | fails limit or timeout, passes 6 | Calls back without end and reads every reply.
import { readSync } from 'node:fs';
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

const REPLIES = 5;

export function each(): never {
  const reply = Buffer.alloc(1024);
  for (;;) {
    sendMessage({ type: 'callback', fn: 1, args: [1] });
    readSync(REPLIES, reply);
  }
}
