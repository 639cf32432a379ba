import pc from 'picocolors';
import { figures } from '../report/figures.ts';
import { cutTo, pad, widthOf } from '../report/layout.ts';
import { translator } from '../report/messages/messages.ts';
import { overviewPoints } from '../report/overview.ts';
import { inertLine } from '../report/sanitize.ts';
import { tallyChecks } from '../report/tally.ts';
import type { TerminalOptions } from '../report/terminal.ts';
import { markOf, paragraph, type TerminalStyle } from '../report/terminal-style.ts';
import { firstTrouble, isOurFault, type Standing } from './standing.ts';

const GAP = '  ';
const LONGEST_NAME = 32;
/** Figures and the shortest useful remark need this much. */
const NARROWEST = 72;

/** What the table is about besides its rows. */
export interface CohortFacts {
  readonly katas: readonly string[];
  /** How many there are, with a verdict or without. */
  readonly students: number;
  /** How many verdicts are those of an earlier run. */
  readonly kept: number;
  readonly interrupted: boolean;
}

/** The table that a teacher sees: a row per student, a column per kata where there are several, last what went wrong first. */
export function cohortTable(
  standings: readonly Standing[],
  facts: CohortFacts,
  { lang, color, columns }: TerminalOptions,
): string {
  const style: TerminalStyle = {
    lang,
    t: translator(lang),
    figures: figures(lang),
    colors: pc.createColors(color),
    columns: Math.max(NARROWEST, columns),
  };
  const rows = tableRows(standings, facts, style);
  const sentences = [
    ...(facts.interrupted ? paragraph(style.t('interrupted'), 0, style) : []),
    ...paragraph(accountOf(standings, facts, style), 0, style),
  ];
  return `${[...rows, '', ...sentences].join('\n')}\n`;
}

function tableRows(standings: readonly Standing[], { katas }: CohortFacts, style: TerminalStyle): string[] {
  const { t, figures: own } = style;
  const eachKata = katas.length > 1 ? katas : [];
  const header = [
    t('cohort.student'),
    t('column.checks'),
    ...eachKata.map((kata) => kata.slice(0, 2)),
    t('column.points'),
    t('cohort.trouble'),
  ];
  const cells = standings.map(({ student, result }) => {
    const { passed, total } = tallyChecks(result.katas);
    const trouble = firstTrouble(result);
    const remark = trouble ? t(`kind.${trouble.kind}`) : result.status === 'passed' ? '' : t(`status.${result.status}`);
    return [
      cutTo(inertLine(student.name), LONGEST_NAME),
      total > 0 ? `${passed}/${total}` : '–',
      ...eachKata.map((id) => {
        const kata = result.katas.find((one) => one.kata === id && !isOurFault(one));
        return kata ? own.amount(kata.points) + (kata.undecidedPoints > 0 ? '?' : '') : '–';
      }),
      overviewPoints(result, own),
      trouble && eachKata.length > 0 ? `${trouble.kata.slice(0, 2)}: ${remark}` : remark,
    ];
  });
  const widths = header.map((_, i) => Math.max(...[header, ...cells].map((row) => widthOf(row[i]!))));
  const line = (mark: string, row: readonly string[]): string => {
    const padded = row.map((cell, i) => pad(cell, widths[i]!, i === 0 || i === row.length - 1 ? 'left' : 'right'));
    return `${mark} ${padded.join(GAP)}`.trimEnd();
  };
  return [line(' ', header), ...cells.map((row, i) => line(markOf(standings[i]!.result.status, style), row))];
}

function accountOf(
  standings: readonly Standing[],
  { students, kept }: CohortFacts,
  { t, figures: own }: TerminalStyle,
): string {
  const shares = standings
    .filter(({ result }) => result.maxPoints > 0 && !result.katas.some(isOurFault))
    .map(({ result }) => result.points / result.maxPoints);
  const mean = shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length);
  return [
    t('cohort.graded', { graded: standings.length, students }),
    ...(kept > 0 ? [t('cohort.kept', { kept })] : []),
    ...(shares.length > 0 ? [t('cohort.mean', { mean: own.amount(mean * 100) })] : []),
  ].join(' ');
}
