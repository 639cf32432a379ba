// forge | harmless, passes 7 | Writes into the channels that it should only read.
import { writeSync } from 'node:fs';

export * from '../honest.ts';

for (const descriptor of [3, 5]) {
  try {
    writeSync(descriptor, Buffer.alloc(10_000, 1));
  } catch {
    // A channel of one direction.
  }
}
