// forge | fails protocol, passes 0 | Says that it is ready before it is: its host says so once more.
import { setTimeout } from 'node:timers/promises';
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

const kinds = { sum: 'function', each: 'function', wait: 'function', root: 'function', describeNumbers: 'function' };
sendMessage({ type: 'ready', exports: kinds });
await setTimeout(20);
