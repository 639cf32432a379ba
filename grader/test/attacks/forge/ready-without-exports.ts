// forge | fails protocol or load, passes 0 | Says that it is ready and exports null.
import { sendMessage } from '../frames.ts';

export * from '../honest.ts';

sendMessage({ type: 'ready', exports: null });
