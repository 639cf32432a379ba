import type { Summary } from './statistics.ts';

/** Figures of one scenario: a row for each contender, a summary for each column it has. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly figures: Readonly<Record<string, Summary | undefined>> }[];
}

function cell(summary: Summary | undefined): string {
  return summary ? `${digits(summary.median)} (${digits(summary.low)}–${digits(summary.high)})` : '—';
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

function cells({ columns, rows }: Table): string[][] {
  return rows.map(({ name, figures }) => [name, ...columns.map((column) => cell(figures[column]))]);
}

/** Columns under each other, for the terminal: median (lowest–highest). */
export function toText(table: Table): string {
  const lines = [['', ...table.columns], ...cells(table)];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const aligned = lines.map((line) =>
    line.map((text, column) => (column === 0 ? text.padEnd(widths[0]!) : text.padStart(widths[column]!))),
  );
  return `${table.title}\n${aligned.map((line) => `  ${line.join('  ')}`).join('\n')}\n`;
}

/** The same as a Markdown table. */
export function toMarkdown(table: Table): string {
  const row = (texts: string[]): string => `| ${texts.join(' | ')} |`;
  const head = [row([table.title, ...table.columns]), row(['---', ...table.columns.map(() => '---:')])];
  return `${[...head, ...cells(table).map(row)].join('\n')}\n`;
}
