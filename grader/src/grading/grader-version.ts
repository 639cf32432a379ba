import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kata } from '../kata/kata-schema.ts';

/** Relative to the checkout: the program that judges, and what submissions and specs stand on. */
const PROGRAM = ['grader/src/**/*.ts', 'packages/*/src/**/*.{ts,mjs}', 'pnpm-lock.yaml'];
/** Relative to a kata: all that its verdict depends on. */
const RULES = ['kata.json', 'package.json', 'spec/**/*'];

/**
 * What a verdict depends on besides the submission and the options, in sixteen digits: grader, specs, thresholds, Node. The
 * version in `package.json` would not do, since a spec that is mended does not change it.
 *
 * @param root - the checkout that the grader runs from.
 */
export async function graderVersion(root: string, katas: readonly Kata[]): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  await addFiles(hash, root, PROGRAM);
  for (const kata of katas) await addFiles(hash.update(`\0${kata.id}`), kata.dir, RULES);
  return hash.digest('hex').slice(0, 16);
}

async function addFiles(hash: ReturnType<typeof createHash>, dir: string, patterns: string[]): Promise<void> {
  const paths: string[] = [];
  for await (const entry of glob(patterns, { cwd: dir, withFileTypes: true })) {
    if (entry.isFile()) paths.push(join(entry.parentPath, entry.name));
  }
  // The order in which a file system lists is its own affair.
  for (const path of paths.sort()) {
    hash.update(`\0${path.slice(dir.length)}\0`).update(
      createHash('sha256')
        .update(await readFile(path))
        .digest(),
    );
  }
}
