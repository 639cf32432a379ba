import { stat } from 'node:fs/promises';
import type { Part } from './kernel.ts';

/** Large enough that a message costs nothing, small enough that no worker waits long for the last one. */
const PART_BYTES = 4 << 20;

/** Cuts every file into parts; the last part of each goes on to the end of the file. */
export async function partsOf(files: readonly string[]): Promise<Part[]> {
  const sizes = await Promise.all(files.map(sizeOf));
  return files.flatMap((path, file) => {
    const parts = Math.max(1, Math.ceil(sizes[file]! / PART_BYTES));
    return Array.from({ length: parts }, (_, i) => ({
      file,
      path,
      start: i * PART_BYTES,
      end: i + 1 < parts ? (i + 1) * PART_BYTES : Infinity,
    }));
  });
}

/** Refuses what is no file: a pipe would be waited for. */
export async function sizeOf(path: string): Promise<number> {
  const stats = await stat(path);
  if (!stats.isFile()) throw new Error(`cannot read ${path}: it is no regular file`);
  return stats.size;
}
