import { realpath, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { type Sentence, sentence } from '../report/sentence.ts';
import { UsageError } from '../usage-error.ts';
import type { Kata } from './kata-schema.ts';

/** Whose code is graded. */
export type SubmissionSource =
  | { readonly kind: 'student' }
  | { readonly kind: 'reference' }
  | { readonly kind: 'folder'; readonly dir: string };

/** Where a submission's files lie. */
export interface Submission {
  /** What to call it in reports, e.g. `katas/03-primes-sieve/src`. */
  readonly label: string;
  /** Absolute folder whose content becomes the submission's `src`. */
  readonly srcDir: string;
}

/** A folder that holds no submission of a kata. */
export class NoSubmissionError extends UsageError {
  /** What is wrong, without the option that named the folder. */
  readonly reason: Sentence;

  constructor(dir: string, reason: Sentence) {
    super([sentence('usage.submission', { dir }), reason]);
    this.reason = reason;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

/** `candidate`, where no link on the way leads elsewhere: the files behind one may be another student's. */
async function within(dir: string, candidate: string): Promise<string> {
  const way = relative(dir, candidate);
  if (join(await realpath(dir), way) === (await realpath(candidate))) return candidate;
  throw new NoSubmissionError(dir, sentence('usage.linkedSubmission', { way }));
}

/**
 * Finds the files of `source` for `kata`. A folder may be a whole checkout (`katas/NN-name/src`), one kata (`src`), or
 * hold `index.ts` itself, as labelled submissions do.
 *
 * @throws {NoSubmissionError} when the folder is missing or none of the three.
 */
export async function findSubmission(kata: Kata, source: SubmissionSource): Promise<Submission> {
  if (source.kind === 'student') return { label: `katas/${kata.id}/src`, srcDir: join(kata.dir, 'src') };
  if (source.kind === 'reference') return { label: `katas/${kata.id}/solution`, srcDir: join(kata.dir, 'solution') };
  const dir = resolve(source.dir);
  if (!(await isDirectory(dir))) {
    throw new NoSubmissionError(source.dir, sentence('usage.noFolder'));
  }
  for (const candidate of [join(dir, 'katas', kata.id, 'src'), join(dir, 'src'), dir]) {
    if (await isFile(join(candidate, 'index.ts'))) return { label: source.dir, srcDir: await within(dir, candidate) };
  }
  for (const candidate of [join(dir, 'katas', kata.id, 'src'), join(dir, 'src')]) {
    if (await isDirectory(candidate)) return { label: source.dir, srcDir: await within(dir, candidate) };
  }
  throw new NoSubmissionError(source.dir, sentence('usage.noSubmission', { kata: kata.id }));
}
