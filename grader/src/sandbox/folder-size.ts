import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const BYTES_PER_MB = 1024 * 1024;
const BYTES_PER_BLOCK = 512;
/** A folder with more entries than this is a flood, however small they are; it also bounds the cost of looking. */
const MOST_ENTRIES = 4096;

function list(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Whether a folder takes up more disk than the limit; what vanishes while it is counted does not count. */
export function isFolderOver(folder: string, limitMb: number): boolean {
  const pending = [folder];
  let room = limitMb * BYTES_PER_MB;
  let entries = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of list(next)) {
      entries += 1;
      const path = join(next, entry.name);
      if (entry.isDirectory()) pending.push(path);
      // Blocks, not length: a sparse file costs what it holds.
      else room -= (lstatSync(path, { throwIfNoEntry: false })?.blocks ?? 0) * BYTES_PER_BLOCK;
      if (room < 0 || entries > MOST_ENTRIES) return true;
    }
  }
  return false;
}
