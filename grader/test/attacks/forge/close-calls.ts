// forge | fails load or crash or timeout, passes 0 | Closes the channel on which calls come.
import { closeSync } from 'node:fs';

export * from '../honest.ts';

closeSync(3);
