import { cutTo, pad, widthOf } from './layout.ts';
import { overviewHeader, overviewPoints, overviewRow } from './overview.ts';
import type { Result } from './result.ts';
import { inertLine } from './sanitize.ts';
import { markOf, type TerminalStyle } from './terminal-style.ts';

const GAP = '  ';
/** A mark and a space before each row. */
const MARK_COLUMNS = 2;
const SHORTEST_KATA = 8;

/** The overview: a row per kata, and their sum where there are several. The name gives way when room is short. */
export function overviewTable(result: Result, style: TerminalStyle): string[] {
  const { t, figures } = style;
  const header = overviewHeader(t);
  const rows = result.katas.map((kata) => [inertLine(kata.kata), ...overviewRow(kata, result.machine.cores, figures)]);
  const sum = [t('total'), '', '', '', '', overviewPoints(result, figures)];
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

function columnWidths(table: readonly (readonly string[])[], columns: number): number[] {
  const [kata = 0, ...others] = table[0]!.map((_, i) => Math.max(...table.map((row) => widthOf(row[i]!))));
  const taken = others.reduce((sum, width) => sum + width + GAP.length, MARK_COLUMNS);
  return [Math.max(SHORTEST_KATA, Math.min(kata, columns - taken)), ...others];
}
