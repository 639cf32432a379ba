import { csvOf } from '../report/csv.ts';
import { tallyChecks } from '../report/tally.ts';
import { firstTrouble, isOurFault, type Standing } from './standing.ts';

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
 * are for a program and the same in every language; figures have a decimal point. Where a fault of ours leaves no verdict, the
 * points stay empty: a gradebook takes a number for one.
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
      result.katas.some(isOurFault) ? '' : result.points,
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
      ...katas.map((id) => result.katas.find((one) => one.kata === id && !isOurFault(one))?.points ?? ''),
    ];
  });
  return csvOf([[...COLUMNS, ...katas], ...rows]);
}
