// forge | fails crash or assertion or timeout, passes 6 | Closes the channel on which callbacks return.
import { closeSync } from 'node:fs';
import * as honest from '../honest.ts';

export * from '../honest.ts';

export function each(items: readonly number[], onItem: (item: number) => unknown): Promise<unknown> {
  closeSync(5);
  return honest.each(items, onItem);
}
