import type { FailureKind, Result } from '../report/result.ts';
import type { Student } from './students.ts';

/** Where one student stands: a row of the table and of the CSV. */
export interface Standing {
  readonly student: Student;
  readonly result: Result;
}

/** What a student has to mend first. */
export interface Trouble {
  readonly kata: string;
  readonly kind: FailureKind;
  readonly message: string;
}

/** What went wrong first, as far as it has a name. */
export function firstTrouble({ katas }: Result): Trouble | undefined {
  for (const { kata, problem, checks, speedup } of katas) {
    const failed = checks.find(({ status }) => status !== 'passed');
    const { kind, message } = problem ?? failed ?? speedup ?? {};
    if (kind !== undefined) return { kata, kind, message: message ?? '' };
  }
  return undefined;
}
