// forge | fails crash or timeout, passes 5 | Closes the channel on which it answers.
import { closeSync } from 'node:fs';
import * as honest from '../honest.ts';

export * from '../honest.ts';

export function sum(numbers: readonly number[]): Promise<number> {
  closeSync(4);
  return honest.sum(numbers);
}
