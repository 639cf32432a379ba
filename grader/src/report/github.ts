import type { FaceOptions } from './face-options.ts';
import { type Figures, figures } from './figures.ts';
import { foldFailures } from './fold-failures.ts';
import { inLanguage } from './in-language.ts';
import { type Translate, translator } from './messages/messages.ts';
import { overviewHeader, overviewRow } from './overview.ts';
import type { KataResult, Result, Status } from './result.ts';
import { inert, inertLine } from './sanitize.ts';

interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: string;
  readonly col?: string;
}

/** GitHub shows so many of a kind from one step, and drops the others without a word. */
const MAX_PER_LEVEL = 10;
const TITLE_CHARS = 200;
const MESSAGE_CHARS = 1500;
/** Where a message says that something happened: a file of the submission, line, column. */
const LOCATION = /(?:^|[\s(])(?<file>(?:src|solution)\/[\w-][\w./-]{0,100}\.ts):(?<line>\d{1,6}):(?<col>\d{1,6})/;

/**
 * The face in the log of a job: workflow commands, which GitHub shows as annotations, also beside the changed lines. Red
 * what failed, yellow what is undecided, and one that says the total.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function renderGithub(given: Result, { lang }: Pick<FaceOptions, 'lang'>): string {
  const result = inLanguage(given, lang);
  const t = translator(lang);
  const own = figures(lang);
  const found = result.katas.flatMap((kata) => annotationsOf(kata, t));
  const total: Annotation = {
    level: 'notice',
    title: `Paralelo: ${t('face.total', { points: own.points(result.points, result.maxPoints) })}`,
    message: overview(result, t, own),
  };
  return [
    ...atMost(
      MAX_PER_LEVEL,
      found.filter((one) => one.level === 'error'),
      t,
    ),
    ...atMost(
      MAX_PER_LEVEL,
      found.filter((one) => one.level === 'warning'),
      t,
    ),
    total,
  ]
    .map((annotation) => `${command(annotation)}\n`)
    .join('');
}

function overview(result: Result, t: Translate, own: Figures): string {
  const [, ...header] = overviewHeader(t);
  const lines = result.katas.slice(0, 50).map((kata) => {
    const cells = overviewRow(kata, result.machine.cores, own).map((cell, i) => `${header[i]} ${cell}`);
    return `${inertLine(kata.kata, TITLE_CHARS)}: ${cells.join(' · ')}`;
  });
  return [...lines, ...(result.interrupted ? [t('interrupted')] : [])].join('\n') || t('empty');
}

function annotationsOf(kata: KataResult, t: Translate): Annotation[] {
  const { problem, speedup, checks } = kata;
  const { same, count, groups } = foldFailures(checks);
  const of = (what: string, status: Status, message: string, more = ''): Annotation => ({
    level: status === 'inconclusive' ? 'warning' : 'error',
    title: `${inertLine(kata.kata, 60)}: ${inertLine(what)}`,
    message: inert(message, MESSAGE_CHARS) + more,
    ...placeOf(kata.kata, message),
  });
  return [
    ...(problem ? [of(t(`kind.${problem.kind}`), kata.status, problem.message)] : []),
    ...(same ? [of(t('failures.same', { count }), same.status, same.message!)] : []),
    ...groups.flatMap(({ rule, shown, more }) =>
      shown.map((check, i) => {
        const rest =
          more > 0 && i === shown.length - 1
            ? `\n${t('failures.more', { count: more, rule: inertLine(rule, TITLE_CHARS) })}`
            : '';
        const said = check.message ?? (check.kind ? t(`kind.${check.kind}`) : t(`status.${check.status}`));
        return of(`${rule} › ${check.name}`, check.status, said, rest);
      }),
    ),
    ...(speedup && speedup.status !== 'passed' ? [of(t('test.speedup'), speedup.status, speedup.message)] : []),
  ];
}

/** The student's file, in a checkout that has the katas at its top; the line where the message names one. */
function placeOf(kata: string, message: string): Pick<Annotation, 'file' | 'line' | 'col'> {
  if (!/^[\w-]+$/.test(kata)) return {};
  const { file, line, col } = LOCATION.exec(message)?.groups ?? {};
  if (file === undefined || file.includes('..')) return { file: `katas/${kata}/src/index.ts` };
  return { file: `katas/${kata}/${file}`, line: line!, col: col! };
}

/** The last place goes to the number of those that are left out. */
function atMost(max: number, annotations: readonly Annotation[], t: Translate): Annotation[] {
  if (annotations.length <= max) return [...annotations];
  const shown = annotations.slice(0, max - 1);
  const [{ level }] = annotations as [Annotation];
  return [
    ...shown,
    {
      level,
      title: 'Paralelo',
      message: `${t('github.more', { count: annotations.length - shown.length })}\n${t('text.cut')}`,
    },
  ];
}

function command({ level, message, title, ...place }: Annotation): string {
  const properties = Object.entries({ ...place, title: inertLine(title, TITLE_CHARS) })
    .map(([name, value]) => `${name}=${escapeProperty(value)}`)
    .join(',');
  return `::${level} ${properties}::${escapeData(message)}`;
}

/** As the runner takes it apart again (actions/toolkit, packages/core/src/command.ts). */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
