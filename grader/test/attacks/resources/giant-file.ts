// resources | harmless, passes 7 | Makes a sparse file of a terabyte and fills the shared memory.
import { closeSync, ftruncateSync, openSync, writeFileSync } from 'node:fs';

export * from '../honest.ts';

for (const path of ['/tmp/giant', '/dev/shm/giant']) {
  try {
    const file = openSync(path, 'w');
    ftruncateSync(file, 2 ** 40);
    closeSync(file);
  } catch {
    // Over a limit of its own; the signal that comes with it is ignored by Node.
  }
  try {
    writeFileSync(path, Buffer.alloc(64 * 1024 * 1024, 1));
  } catch {
    // Full.
  }
}
