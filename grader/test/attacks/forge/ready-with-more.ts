// forge | fails protocol, passes 0 | Says that it is ready, and more than is read of it.
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

const kinds = { sum: 'function', each: 'function', wait: 'function', root: 'function', describeNumbers: 'function' };
sendMessage({ type: 'ready', exports: kinds, more: ['and', 'more'] });
