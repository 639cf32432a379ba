import type { Part } from './kernel.ts';

/** Every file is one part. */
export async function partsOf(files: readonly string[]): Promise<Part[]> {
  return files.map((path, file) => ({ file, path, start: 0, end: Infinity }));
}
