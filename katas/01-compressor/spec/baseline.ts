/**
 * The grader's own sequential answer: one file after the other, on this thread alone. A submission's speedup is measured
 * against it, so it must not be slow. It stands alone: no imports but Node's.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Options {
  outDir: string;
  level?: number;
}

/** Compresses whole files with gzip; base names must differ. */
export async function compressFiles(paths: readonly string[], { outDir, level = 6 }: Options) {
  mkdirSync(outDir, { recursive: true });
  const files = paths.map((input) => {
    const original = readFileSync(input);
    const compressed = gzipSync(original, { level });
    const output = join(outDir, `${basename(input)}.gz`);
    writeFileSync(output, compressed, { flag: 'wx' });
    const sizes = { originalBytes: original.length, compressedBytes: compressed.length };
    return { input, output, ...sizes, ratio: compressed.length / original.length };
  });
  const originalBytes = files.reduce((sum, file) => sum + file.originalBytes, 0);
  const compressedBytes = files.reduce((sum, file) => sum + file.compressedBytes, 0);
  const averageRatio = files.reduce((sum, file) => sum + file.ratio, 0) / Math.max(1, files.length);
  return { files, failed: [], originalBytes, compressedBytes, averageRatio };
}
