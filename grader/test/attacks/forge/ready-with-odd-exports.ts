// forge | fails protocol or load, passes 0 | Says that its exports are of kinds that cannot be printed.
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

sendMessage({ type: 'ready', exports: { sum: { toString: 1, valueOf: 1 }, each: Object.create(null) } });
