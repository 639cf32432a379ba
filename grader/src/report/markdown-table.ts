import type { Figures } from './figures.ts';
import { codeSpan } from './github-markdown.ts';
import type { Translate } from './messages/messages.ts';
import { overviewHeader, overviewPoints, overviewRow } from './overview.ts';
import type { KataResult, Result } from './result.ts';
import { STATUS_MARKS } from './status-marks.ts';
import { changeOf } from './tally.ts';

/** A course has a dozen; a result with more rows than a person reads is broken or hostile. */
const MAX_ROWS = 100;

/** The overview as a table of GitHub: a row per kata and their sum; with `base`, what changed against it. */
export function markdownTable(result: Result, base: Result | undefined, t: Translate, own: Figures): string {
  const header = [...overviewHeader(t), ...(base ? [t('column.change')] : [])];
  const before = new Map(base?.katas.map((kata) => [kata.kata, kata]));
  const shown = result.katas.slice(0, MAX_ROWS);
  const left = result.katas.length - shown.length;
  const rows = shown.map((kata) => [
    `${STATUS_MARKS[kata.status]} ${codeSpan(kata.kata, 60)}`,
    ...overviewRow(kata, result.machine.cores, own),
    ...(base ? [changeIn(kata, before.get(kata.kata), t, own)] : []),
  ]);
  const sum = [`**${t('total')}**`, '', '', '', '', `**${overviewPoints(result, own)}**`];
  const table = [
    header,
    header.map((_, i) => (i === 0 ? ':--' : '--:')),
    ...rows,
    ...(left > 0 ? [[t('text.moreRows', { count: left }), ...header.slice(1).map(() => '')]] : []),
    [...sum, ...(base ? [`**${own.change(changeOf(result, base))}**`] : [])],
  ];
  return table.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function changeIn(kata: KataResult, before: KataResult | undefined, t: Translate, own: Figures): string {
  return before ? own.change(changeOf(kata, before)) : t('change.new');
}
