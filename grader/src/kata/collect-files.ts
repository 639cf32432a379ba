import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, matchesGlob, posix } from 'node:path';
import { sentence } from '../report/sentence.ts';
import type { Kata } from './kata-schema.ts';
import { SubmissionError } from './submission-error.ts';

const MIB = 1024 * 1024;
const MAX_FILE_BYTES = MIB;
/** So that nobody's files fill the memory in which a whole cohort is graded. */
const MAX_MIB = 8;
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
  let bytes = 0;

  const read = async (absolute: string, path: string): Promise<SourceFile> => {
    bytes += await sizeOf(absolute, path);
    if (bytes > MAX_MIB * MIB) throw new SubmissionError(sentence('files.heavy', { path, limit: MAX_MIB }));
    return { path, text: await readFile(absolute, 'utf8') };
  };

  const walk = async (dir: string, relative: string, depth: number): Promise<void> => {
    if (depth > MAX_DEPTH) {
      throw new SubmissionError(sentence('files.deep', { path: relative, depth: MAX_DEPTH }));
    }
    const entries = await readdir(dir, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = posix.join(relative, entry.name);
      if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
      if (entry.isSymbolicLink()) {
        throw new SubmissionError(sentence('files.link', { path }));
      }
      if (entry.isDirectory()) await walk(join(dir, entry.name), path, depth + 1);
      else if (kata.files.some((glob) => matchesGlob(path, glob))) files.push(await read(join(dir, entry.name), path));
      if (files.length > MAX_FILES) {
        throw new SubmissionError(sentence('files.many', { count: MAX_FILES, path: relative }));
      }
    }
  };

  if (await isLink(srcDir)) throw new SubmissionError(sentence('files.linkedFolder'));
  await walk(srcDir, 'src', 1).catch((cause) => {
    if (cause instanceof SubmissionError) throw cause;
    throw new SubmissionError(sentence('files.unreadable', { said: (cause as Error).message }), { cause });
  });
  const entry = files.find((file) => file.path === 'src/index.ts');
  if (!entry) throw new SubmissionError(sentence('files.missing'));
  if (entry.text.trim() === '') throw new SubmissionError(sentence('files.empty'));
  return files;
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );
}

async function sizeOf(absolute: string, path: string): Promise<number> {
  const stats = await lstat(absolute);
  if (!stats.isFile()) throw new SubmissionError(sentence('files.notPlain', { path }));
  if (stats.size > MAX_FILE_BYTES) {
    const size = (stats.size / MIB).toFixed(1);
    throw new SubmissionError(sentence('files.large', { path, size }));
  }
  return stats.size;
}
