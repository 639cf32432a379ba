import { rename, writeFile } from 'node:fs/promises';
import { join, posix, relative, resolve, sep } from 'node:path';
import { cohortCsv } from '../cohort/cohort-csv.ts';
import type { Standing } from '../cohort/standing.ts';
import type { Student } from '../cohort/students.ts';
import { sentence } from '../report/sentence.ts';
import { UsageError } from '../usage-error.ts';
import { cannotWrite, prepareOut } from './write-result.ts';

const STUDENTS = 'students';

/** The folder of one student among the results. */
export function folderOf(out: string, student: string): string {
  return join(out, STUDENTS, student);
}

/**
 * Makes the folder for the results of a cohort, and sees that it can be used, before hours go into what would be lost.
 *
 * @returns the folder, absolute.
 * @throws {UsageError} when it lies among the submissions or cannot be written to.
 */
export async function prepareCohortOut(
  students: readonly Student[],
  { from, out: given }: { readonly from: string; readonly out: string },
): Promise<string> {
  const out = resolve(given);
  // Results among the submissions would be taken for one of them the next time.
  const isInside = (dir: string) => !relative(dir, out).startsWith(`..${sep}`) && relative(dir, out) !== '..';
  if (isInside(resolve(from)) || students.some(({ dir }) => isInside(resolve(dir)))) {
    throw new UsageError(sentence('cohort.outAmong', { out: given, from }));
  }
  await prepareOut(out);
  await prepareOut(join(out, STUDENTS));
  return out;
}

/** Writes `cohort.csv`, aside and renamed. @throws {UsageError} when it cannot be written. */
export async function writeCsv(out: string, standings: readonly Standing[], katas: readonly string[]): Promise<void> {
  const aside = join(out, `.cohort-${process.pid}.csv`);
  const text = cohortCsv(standings, katas, (name) => posix.join(STUDENTS, name, 'result.json'));
  try {
    await writeFile(aside, text);
    await rename(aside, join(out, 'cohort.csv'));
  } catch (cause) {
    throw cannotWrite(out, cause);
  }
}
