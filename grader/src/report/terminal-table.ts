import { cutTo, pad, widthOf } from './layout.ts';
import type { KataResult, Result } from './result.ts';
import { inertLine } from './sanitize.ts';
import { markOf, type TerminalStyle } from './terminal-style.ts';

const NOTHING = '–';
const GAP = '  ';
/** A mark and a space before each row. */
const MARK_COLUMNS = 2;
const SHORTEST_KATA = 8;

/** The overview: a row per kata, and their sum where there are several. The name gives way when room is short. */
export function overviewTable(result: Result, style: TerminalStyle): string[] {
  const { t, figures } = style;
  const header = [
    t('column.kata'),
    t('column.checks'),
    t('column.speedup'),
    t('column.threshold'),
    t('column.machine'),
    t('column.points'),
  ];
  const rows = result.katas.map((kata) => rowOf(kata, result.machine.cores, style));
  const undecided = result.undecidedPoints > 0 ? ' ?' : '';
  const sum = [t('total'), '', '', '', '', figures.points(result.points, result.maxPoints) + undecided];
  const hasSum = rows.length > 1;

  const widths = columnWidths(hasSum ? [header, ...rows, sum] : [header, ...rows], style.columns);
  const line = (mark: string, cells: readonly string[]): string =>
    `${mark} ${cells.map((cell, i) => pad(cutTo(cell, widths[i]!), widths[i]!, i === 0 ? 'left' : 'right')).join(GAP)}`;

  return [
    line(' ', header),
    ...rows.map((row, i) => line(markOf(result.katas[i]!.status, style), row)),
    ...(hasSum ? [line(markOf(result.status, style), sum)] : []),
  ];
}

function rowOf(kata: KataResult, cores: number, { figures }: TerminalStyle): string[] {
  const { speedup } = kata;
  const passed = kata.checks.filter((check) => check.status === 'passed').length;
  return [
    inertLine(kata.kata),
    kata.checks.length > 0 ? `${passed}/${kata.checks.length}` : NOTHING,
    speedup?.speedup ? figures.interval(speedup.speedup) : speedup?.status === 'inconclusive' ? '?' : NOTHING,
    speedup?.thresholdSpeedup === undefined ? NOTHING : figures.times(speedup.thresholdSpeedup),
    // I/O-bound work waits for a server, not for cores.
    speedup?.capacity === undefined || speedup.io ? NOTHING : figures.cores(speedup.capacity, cores),
    figures.points(kata.points, kata.maxPoints) + (kata.undecidedPoints > 0 ? ' ?' : ''),
  ];
}

function columnWidths(table: readonly (readonly string[])[], columns: number): number[] {
  const [kata = 0, ...others] = table[0]!.map((_, i) => Math.max(...table.map((row) => widthOf(row[i]!))));
  const taken = others.reduce((sum, width) => sum + width + GAP.length, MARK_COLUMNS);
  return [Math.max(SHORTEST_KATA, Math.min(kata, columns - taken)), ...others];
}
