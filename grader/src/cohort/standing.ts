import type { FailureKind, KataResult, Result } from '../report/result.ts';
import type { Student } from './students.ts';

/** Where one student stands: a row of the table and of the CSV. */
export interface Standing {
  readonly student: Student;
  readonly result: Result;
}

/** What a student has to mend first, unless it is ours to mend. */
export interface Trouble {
  readonly kata: string;
  readonly kind: FailureKind;
  readonly message: string;
}

/** Whether a kata ended with a fault of ours: its points are no verdict, and no zero. */
export function isOurFault({ status }: Pick<KataResult, 'status'>): boolean {
  return status === 'error';
}

/** What went wrong first, as far as it has a name. A fault of ours comes before anything that is the student's. */
export function firstTrouble({ katas }: Result): Trouble | undefined {
  const faulty = katas.find(isOurFault);
  if (faulty) return { kata: faulty.kata, kind: 'fault', message: (faulty.problem ?? faulty.speedup)?.message ?? '' };
  for (const { kata, problem, checks, speedup } of katas) {
    const failed = checks.find(({ status }) => status !== 'passed');
    const { kind, message } = problem ?? failed ?? speedup ?? {};
    if (kind !== undefined) return { kata, kind, message: message ?? '' };
  }
  return undefined;
}
