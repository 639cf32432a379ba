import { stat } from 'node:fs/promises';
import type { Part } from './kernel.ts';

/** Every file is one part. */
export async function partsOf(files: readonly string[]): Promise<Part[]> {
  await Promise.all(files.map(sizeOf));
  return files.map((path, file) => ({ file, path, start: 0, end: Infinity }));
}

/** Refuses what is no file: a pipe would be waited for. */
export async function sizeOf(path: string): Promise<number> {
  const stats = await stat(path);
  if (!stats.isFile()) throw new Error(`cannot read ${path}: it is no regular file`);
  return stats.size;
}
