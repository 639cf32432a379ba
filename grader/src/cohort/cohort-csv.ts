import { csvOf } from '../report/csv.ts';
import { tallyChecks } from '../report/tally.ts';
import { firstTrouble, type Standing } from './standing.ts';

const COLUMNS = [
  'student',
  'status',
  'points',
  'max_points',
  'undecided_points',
  'checks_passed',
  'checks',
  'trouble',
  'message',
  'changed_files',
  'seed',
  'started_at',
  'result',
] as const;

/**
 * `cohort.csv`, for a gradebook: a row per student, the points of each kata in a column of its own, last. Names of the columns
 * are for a program and the same in every language; figures have a decimal point.
 *
 * @param katas - ids, in the order of their columns.
 * @param resultOf - where the result of a student lies, relative to the CSV.
 */
export function cohortCsv(
  standings: readonly Standing[],
  katas: readonly string[],
  resultOf: (student: string) => string,
): string {
  const rows = standings.map(({ student, result }) => {
    const { passed, total } = tallyChecks(result.katas);
    const trouble = firstTrouble(result);
    return [
      student.name,
      result.status,
      result.points,
      result.maxPoints,
      result.undecidedPoints,
      passed,
      total,
      trouble?.kind ?? '',
      trouble?.message ?? '',
      result.ignoredChanges?.length ?? 0,
      result.seed,
      result.startedAt,
      resultOf(student.name),
      ...katas.map((id) => result.katas.find(({ kata }) => kata === id)?.points ?? ''),
    ];
  });
  return csvOf([[...COLUMNS, ...katas], ...rows]);
}
