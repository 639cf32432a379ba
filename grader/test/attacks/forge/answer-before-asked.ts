// forge | fails protocol, passes 0 | Answers questions that nobody has asked yet, while it loads.
import { answer } from '../frames.ts';

export * from '../honest.ts';

answer(0);
