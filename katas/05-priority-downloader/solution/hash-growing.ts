import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { task } from '@paralelo/executors/task';

/** How far this thread has come with each file. What never ends goes when the thread goes. */
const growing = new Map<string, { readonly hash: Hash; hashedBytes: number }>();
const block = Buffer.allocUnsafe(1 << 18);

/** Hashes what is new of a file that has grown to `bytes`; all of it, where nothing is known of it. */
export const hashGrowing = task(import.meta.url, function hashGrowing(path: string, bytes: number): void {
  readOn(path, bytes);
});

/** The MD5 of a file that has `bytes` and grows no more. */
export const hashGrown = task(import.meta.url, function hashGrown(path: string, bytes: number): string {
  const hash = readOn(path, bytes);
  growing.delete(path);
  return hash.digest('hex');
});

function readOn(path: string, bytes: number): Hash {
  const each = growing.get(path) ?? { hash: createHash('md5'), hashedBytes: 0 };
  growing.set(path, each);
  const file = openSync(path, 'r');
  try {
    while (each.hashedBytes < bytes) {
      const length = Math.min(block.length, bytes - each.hashedBytes);
      const read = readSync(file, block, 0, length, each.hashedBytes);
      if (read === 0)
        throw new Error(`${path} ends after ${each.hashedBytes} of ${bytes} bytes: who else writes to it?`);
      each.hash.update(block.subarray(0, read));
      each.hashedBytes += read;
    }
  } finally {
    closeSync(file);
  }
  return each.hash;
}
