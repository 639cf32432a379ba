import { cadenceAccount } from './cadence-account.ts';
import { foldFailures, moreOf } from './fold-failures.ts';
import { ioAccount } from './io-account.ts';
import { cutTo, widthOf } from './layout.ts';
import { splitOf } from './points-split.ts';
import type { Check, KataResult, SpeedupReport } from './result.ts';
import { inertLine } from './sanitize.ts';
import { speedupBar } from './speedup-bar.ts';
import { colorOf, markOf, paragraph, quote, type TerminalStyle } from './terminal-style.ts';

const BAR_CELLS = 28;
const MESSAGE_LINES = 12;
const PRINTED_LINES = 6;

/** All that there is to say about one kata, below the table: why, what failed, what to do, how to see it again. */
export function kataDetails(kata: KataResult, style: TerminalStyle): string[] {
  const { t } = style;
  const isAnyFailed = kata.checks.some((check) => check.status !== 'passed');
  return [
    heading(kata, style),
    ...(kata.problem ? problem(kata.problem, style) : []),
    ...(kata.speedup ? speedup(kata.speedup, style) : []),
    ...pointsSplit(kata, style),
    ...(kata.undecidedPoints > 0
      ? paragraph(t('points.undecided', { points: style.figures.amount(kata.undecidedPoints) }), 2, style)
      : []),
    ...failures(kata.checks, style),
    ...(isAnyFailed && !kata.speedup ? ['', ...paragraph(t('speedup.notMeasured'), 2, style)] : []),
    ...(kata.nextStep ? ['', ...paragraph(`${t('next.heading')} ${kata.nextStep}`, 2, style)] : []),
    // Never wrapped or cut: it is there to be copied.
    ...['', `  ${t('reproduce.heading')}`, `  ${inertLine(kata.reproduce)}`],
  ];
}

/** The name is cut before the state is. */
function heading({ kata, title, status }: KataResult, style: TerminalStyle): string {
  const state = ` (${style.t(`status.${status}`)})`;
  const name = cutTo(`${inertLine(kata)}: ${inertLine(title[style.lang])}`, style.columns - 2 - widthOf(state));
  return `${markOf(status, style)} ${name}${state}`;
}

function problem({ kind, message }: NonNullable<KataResult['problem']>, style: TerminalStyle): string[] {
  return [`  ${markOf('failed', style)} ${style.t(`kind.${kind}`)}`, ...quote(message, 4, MESSAGE_LINES, style)];
}

function speedup(report: SpeedupReport, style: TerminalStyle): string[] {
  return [
    ...picture(report, style),
    ...paragraph(report.message, 2, style),
    ...(report.io ? paragraph(ioAccount(report.io, report.workers, style.t), 2, style) : []),
    ...(report.cadence ? paragraph(cadenceAccount(report.cadence, style.t), 2, style) : []),
    ...(report.explanation ? paragraph(report.explanation, 2, style) : []),
  ];
}

/** Which half the missing points belong to; with full marks, or an open speedup, there is nothing to tell apart. */
function pointsSplit(kata: KataResult, style: TerminalStyle): string[] {
  const split = splitOf(kata, style.figures);
  return split ? paragraph(style.t('points.split', split), 2, style) : [];
}

/** The bar needs what was measured, a threshold and an ideal; where one is missing the sentences must do. */
function picture(report: SpeedupReport, style: TerminalStyle): string[] {
  const { speedup, thresholdSpeedup, capacity, cadence, efficiency, threshold } = report;
  const { share, times } = style.figures;
  if (cadence && efficiency) return [bar(report, [efficiency.median, threshold, 1], share, style)];
  if (!speedup || thresholdSpeedup === undefined || capacity === undefined) return [];
  return [bar(report, [speedup.median, thresholdSpeedup, capacity], times, style)];
}

function bar(
  { status }: SpeedupReport,
  [speedup, threshold, ideal]: readonly [number, number, number],
  show: (figure: number) => string,
  style: TerminalStyle,
): string {
  const line = speedupBar({ speedup, threshold, ideal }, BAR_CELLS);
  const figures = { speedup: show(speedup), threshold: show(threshold), ideal: show(ideal) };
  return `  ${colorOf(status, style)(line)}  ${style.t('bar.legend', figures)}`;
}

function failures(checks: readonly Check[], style: TerminalStyle): string[] {
  const { t } = style;
  const { count, same, groups } = foldFailures(checks);
  if (same) {
    const sentence = paragraph(`${t('failures.same', { count })} ${reasonOf(same, style)}`, 2, style);
    return ['', ...sentence, ...said(same, style)];
  }
  return groups.flatMap(({ rule, shown, more }) => [
    ...shown.flatMap((check) => ['', failureLine(check, style), ...said(check, style)]),
    ...(more > 0 ? ['', ...paragraph(t(moreOf(shown), { count: more, rule: inertLine(rule) }), 2, style)] : []),
  ]);
}

/** Rule and name are cut before the reason is. */
function failureLine(check: Check, style: TerminalStyle): string {
  const reason = ` (${reasonOf(check, style)})`;
  const name = cutTo(`${inertLine(check.rule)} › ${inertLine(check.name)}`, style.columns - 4 - widthOf(reason));
  return `  ${markOf(check.status, style)} ${name}${reason}`;
}

function reasonOf(check: Check, { t }: TerminalStyle): string {
  return check.kind ? t(`kind.${check.kind}`) : t(`status.${check.status}`);
}

function said(check: Check, style: TerminalStyle): string[] {
  return [
    ...(check.message ? quote(check.message, 4, MESSAGE_LINES, style) : []),
    ...(check.printed ? [`    ${style.t('failure.printed')}`, ...quote(check.printed, 4, PRINTED_LINES, style)] : []),
  ];
}
