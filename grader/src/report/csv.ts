import type { Result } from './result.ts';
import { inertLine } from './sanitize.ts';
import { tallyChecks, tallySpeedup } from './tally.ts';

const COLUMNS = [
  'subject',
  'started_at',
  'seed',
  'kata',
  'status',
  'checks_passed',
  'checks',
  'speedup',
  'speedup_needed',
  'efficiency',
  'efficiency_needed',
  'points',
  'max_points',
  'undecided_points',
] as const;

/** What a spreadsheet takes for the start of a formula, in its full-width forms too (OWASP, CSV Injection). */
const FORMULA = /^\s*[=+\-@＝＋－＠]/u;

/**
 * The face for a gradebook: CSV by RFC 4180 (commas, CRLF, a header), a row per kata, last the total. The names of the columns
 * are for a program and the same in every language; figures have a decimal point.
 */
export function renderCsv(result: Result): string {
  const run = [result.subject, result.startedAt, result.seed] as const;
  const rows = result.katas.map((kata) => {
    const { passed, total } = tallyChecks([kata]);
    const { speedup, needs } = tallySpeedup(kata);
    return [
      ...run,
      kata.kata,
      kata.status,
      passed,
      total,
      speedup?.median ?? '',
      needs ?? '',
      kata.speedup?.efficiency?.median ?? '',
      kata.speedup?.threshold ?? '',
      kata.points,
      kata.maxPoints,
      kata.undecidedPoints,
    ];
  });
  const { passed, total } = tallyChecks(result.katas);
  const { points, maxPoints, undecidedPoints } = result;
  const sum = [...run, 'total', result.status, passed, total, '', '', '', '', points, maxPoints, undecidedPoints];
  return csvOf([COLUMNS, ...rows, sum]);
}

/** A table as CSV by RFC 4180; no cell of it is a formula. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const line = inertLine(value, 300);
  const text = FORMULA.test(line) ? `'${line}` : line;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
