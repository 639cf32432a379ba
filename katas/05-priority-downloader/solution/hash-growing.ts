import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { task } from '@paralelo/executors/task';

/** How far this thread has come with each file. It all goes when the thread goes. */
const growing = new Map<string, { readonly hash: Hash; bytes: number }>();
const block = Buffer.allocUnsafe(1 << 18);

/** The MD5 of what a file holds by now: reads what is new since the last call, or all of it where nothing is known of it. */
export const hashGrowing = task(import.meta.url, function hashGrowing(path: string): string {
  const each = growing.get(path) ?? { hash: createHash('md5'), bytes: 0 };
  growing.set(path, each);
  const file = openSync(path, 'r');
  try {
    let read: number;
    do {
      read = readSync(file, block, 0, block.length, each.bytes);
      each.hash.update(block.subarray(0, read));
      each.bytes += read;
    } while (read > 0);
  } finally {
    closeSync(file);
  }
  return each.hash.copy().digest('hex');
});
