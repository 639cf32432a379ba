// forge | harmless, passes 7 | Says that it is ready before it is: calls wait for the host all the same.
import { setTimeout } from 'node:timers/promises';
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

const kinds = { sum: 'function', each: 'function', wait: 'function', root: 'function', describeNumbers: 'function' };
sendMessage({ type: 'ready', exports: kinds });
await setTimeout(20);
