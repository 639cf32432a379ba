// resources | fails limit, passes 0 | Fills the disk, and then the table of files with empty ones.
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export * from '../honest.ts';

const folder = join(tmpdir(), 'flood');
mkdirSync(folder);
for (let i = 0; i < 12_000; i += 1) {
  try {
    writeFileSync(join(folder, String(i)), i < 16 ? Buffer.alloc(1024 * 1024, 1) : '');
  } catch {
    // The disk is full; names are not.
  }
}
await new Promise(() => setInterval(() => {}, 1000));
