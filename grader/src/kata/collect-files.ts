import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, matchesGlob, posix } from 'node:path';
import type { Kata } from './kata-schema.ts';
import { SubmissionError } from './submission-error.ts';

const MAX_FILE_BYTES = 1024 * 1024;
const MAX_FILES = 200;
const MAX_DEPTH = 8;

/** One file as handed in; `path` is relative to the kata, with forward slashes: `src/index.ts`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Reads the files of a submission that `kata.files` allows; everything else is left where it is. Links are never
 * followed, sizes are checked before anything is read.
 *
 * @throws {SubmissionError} naming the file and what to change.
 */
export async function collectFiles(kata: Pick<Kata, 'files'>, srcDir: string): Promise<SourceFile[]> {
  const files: SourceFile[] = [];

  const walk = async (dir: string, relative: string, depth: number): Promise<void> => {
    if (depth > MAX_DEPTH) {
      throw new SubmissionError(`${relative} lies more than ${MAX_DEPTH} folders deep; move it up.`);
    }
    const entries = await readdir(dir, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = posix.join(relative, entry.name);
      if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
      if (entry.isSymbolicLink()) {
        throw new SubmissionError(`${path} is a symbolic link; hand in the file itself.`);
      }
      if (entry.isDirectory()) await walk(join(dir, entry.name), path, depth + 1);
      else if (kata.files.some((glob) => matchesGlob(path, glob))) files.push(await read(join(dir, entry.name), path));
      if (files.length > MAX_FILES) {
        throw new SubmissionError(`There are more than ${MAX_FILES} files in ${relative}; hand in fewer.`);
      }
    }
  };

  if (await isLink(srcDir)) throw new SubmissionError('src is a symbolic link; hand in the folder itself.');
  await walk(srcDir, 'src', 1).catch((cause) => {
    if (cause instanceof SubmissionError) throw cause;
    throw new SubmissionError(`src cannot be read: ${(cause as Error).message}`, { cause });
  });
  const entry = files.find((file) => file.path === 'src/index.ts');
  if (!entry) throw new SubmissionError('src/index.ts is missing; it is the file that holds your exports.');
  if (entry.text.trim() === '') throw new SubmissionError('src/index.ts is empty; start from the stub in the kata.');
  return files;
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );
}

async function read(absolute: string, path: string): Promise<SourceFile> {
  const stats = await lstat(absolute);
  if (!stats.isFile()) throw new SubmissionError(`${path} is not a plain file.`);
  if (stats.size > MAX_FILE_BYTES) {
    const size = (stats.size / 1024 / 1024).toFixed(1);
    throw new SubmissionError(`${path} is ${size} MiB; a source file may be at most 1 MiB.`);
  }
  return { path, text: await readFile(absolute, 'utf8') };
}
