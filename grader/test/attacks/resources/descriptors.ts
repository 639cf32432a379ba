// resources | harmless, passes 7 | Opens files until no descriptor is left.
import { openSync } from 'node:fs';
import * as honest from '../honest.ts';

export * from '../honest.ts';

export async function sum(numbers: readonly number[]): Promise<number> {
  try {
    for (let i = 0; i < 10_000; i += 1) openSync('/dev/null', 'r');
  } catch {
    // No more.
  }
  return honest.sum(numbers);
}
