import { type GradingOptions, gradeUnits } from '../grading/grade-units.ts';
import type { Unit, UnitEvidence } from '../grading/unit.ts';
import type { Problem } from '../report/result.ts';
import { inEnglish } from '../report/sentence.ts';
import type { HandIn } from './hand-in.ts';
import type { Student } from './students.ts';

/** A student who is to be graded, with one hand-in per kata. */
export interface Candidate {
  readonly student: Student;
  readonly handIns: readonly HandIn[];
}

export interface CohortGrading<One extends Candidate> extends Pick<GradingOptions, 'level' | 'seed' | 'signal'> {
  /** Told while somebody is worked on. */
  readonly onProgress?: (student: Student, ...progress: Parameters<NonNullable<GradingOptions['onProgress']>>) => void;
  /** Told once per student, with the evidence of every kata in the order of the hand-ins. */
  readonly onGraded: (candidate: One, evidence: readonly UnitEvidence[]) => Promise<void>;
}

/**
 * So many are graded in one go: enough to keep every core busy with checks, few enough that an interruption costs little. A
 * student whose checks have passed has a verdict only when the measurement is made, after the checks of the whole group.
 */
const STUDENTS_AT_ONCE = 8;

/**
 * Grades many students, a group at a time: first the checks of all in it, side by side, then their measurements, each
 * alone on the machine.
 */
export async function gradeCohort<One extends Candidate>(
  candidates: readonly One[],
  grading: CohortGrading<One>,
): Promise<void> {
  for (let at = 0; at < candidates.length && !grading.signal.aborted; at += STUDENTS_AT_ONCE) {
    await gradeGroup(candidates.slice(at, at + STUDENTS_AT_ONCE), grading);
  }
}

async function gradeGroup<One extends Candidate>(group: readonly One[], grading: CohortGrading<One>): Promise<void> {
  const { level, seed, signal, onProgress, onGraded } = grading;
  const owners = new Map(group.flatMap((candidate) => candidate.handIns.map(({ unit }) => [unit, candidate] as const)));
  const known = new Map<Unit, UnitEvidence>();

  const add = async (evidence: UnitEvidence): Promise<void> => {
    known.set(evidence.unit, evidence);
    const candidate = owners.get(evidence.unit)!;
    const all = candidate.handIns.map(({ unit }) => known.get(unit));
    if (all.every((one) => one !== undefined)) await onGraded(candidate, all);
  };

  const units: Unit[] = [];
  for (const { unit, refused } of group.flatMap(({ handIns }) => handIns)) {
    if (refused === undefined) {
      units.push(unit);
      continue;
    }
    const problem: Problem = { kind: 'load', message: inEnglish([refused]), messageSentences: [refused] };
    await add({ unit, problem, measureMs: 0, totalMs: 0 });
  }
  if (units.length === 0) return;
  await gradeUnits(units, {
    level,
    seed,
    signal,
    onProgress: (unit, ...progress) => onProgress?.(owners.get(unit)!.student, unit, ...progress),
    onFinished: add,
  });
}
