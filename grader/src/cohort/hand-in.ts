import { createHash } from 'node:crypto';
import type { Phases, Unit } from '../grading/unit.ts';
import { collectFiles, type SourceFile } from '../kata/collect-files.ts';
import { findSubmission, NoSubmissionError } from '../kata/find-submission.ts';
import type { Kata } from '../kata/kata-schema.ts';
import { SubmissionError } from '../kata/submission-error.ts';
import type { IgnoredChange } from '../report/result.ts';
import { inEnglish, type Sentence, sentence } from '../report/sentence.ts';
import type { Student } from './students.ts';

/** What a student handed in for one kata: something to grade, or the reason why there is nothing. */
export type HandIn = { readonly unit: Unit } & ({ readonly refused?: never } | { readonly refused: Sentence });

/** Looks for the work of a student. What is no submission is part of the answer: it gets a verdict like the others. */
export async function handInOf(student: Student, kata: Kata, phases: Phases): Promise<HandIn> {
  const unit = { kata, label: student.name, srcDir: student.dir, phases };
  try {
    const { srcDir } = await findSubmission(kata, { kind: 'folder', dir: student.dir });
    return { unit: { ...unit, srcDir } };
  } catch (error) {
    if (error instanceof NoSubmissionError) return { unit, refused: error.reason };
    // The system's own words, about a folder that cannot be entered for instance; everything else is a fault of ours.
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { unit, refused: sentence('files.unreadableFolder', { said: message }) };
  }
}

/**
 * Equal as long as the files that would be graded are the same, and the ones that are told about: a student who has pushed
 * again is graded again.
 */
export async function digestOf(handIns: readonly HandIn[], changes: readonly IgnoredChange[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(changes));
  for (const handIn of handIns) {
    hash.update('\0');
    for (const part of await contentOf(handIn)) hash.update(JSON.stringify(part));
  }
  return hash.digest('hex');
}

/** Part by part: as one text, many files would be longer than a string may be. */
async function contentOf({ unit, refused }: HandIn): Promise<readonly (SourceFile | string)[]> {
  if (refused !== undefined) return [inEnglish([refused])];
  try {
    return await collectFiles(unit.kata, unit.srcDir);
  } catch (error) {
    if (!(error instanceof SubmissionError)) throw error;
    return [error.message];
  }
}
