import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kata } from '../kata/kata-schema.ts';
import { TEXTS } from './readmes.ts';
import type { Upstream } from './upstream.ts';

/** The name by which Classroom 50 finds it. */
export const AUTOGRADER = 'autograder.py';

/**
 * What Classroom 50 starts in a student's checkout. It lies with the teacher, in `CLASSROOM/autograders/ASSIGNMENT` of the
 * organisation's `classroom50` repository; students never get it.
 *
 * @see https://github.com/foundation50/classroom50/wiki/Advanced-Autograding
 */
export async function autograder(root: string, katas: readonly Kata[], { repository, ref }: Upstream): Promise<string> {
  const text = await readFile(join(root, TEXTS, AUTOGRADER), 'utf8');
  // None of these holds a quote or a backslash: names of GitHub, of git and of folders of ours.
  const values = { upstream: repository, ref, katas: katas.map(({ id }) => id).join(',') };
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name as keyof typeof values]);
}
