import { changesSentence } from './changes-sentence.ts';
import type { FaceOptions } from './face-options.ts';
import { type Figures, figures } from './figures.ts';
import { fit } from './fit.ts';
import { paragraph } from './github-markdown.ts';
import { inLanguage } from './in-language.ts';
import { markdownKata } from './markdown-kata.ts';
import { markdownTable } from './markdown-table.ts';
import { type Translate, translator } from './messages/messages.ts';
import type { Result } from './result.ts';
import { speedupChart } from './speedup-chart.ts';
import { STATUS_MARKS } from './status-marks.ts';
import { changeOf } from './tally.ts';

/** Stands first in the comment; whoever updates it in place looks for it. GitHub does not show it. */
export const COMMENT_MARKER = '<!-- paralelo:report -->';

/** GitHub takes 65,536 characters. */
export const MAX_COMMENT_BYTES = 60_000;

/** The face that a reviewer sees: a comment under a pull request, at most `MAX_COMMENT_BYTES` long. */
export function renderMarkdown(result: Result, options: Pick<FaceOptions, 'lang' | 'base'>): string {
  return markdownDocument(result, options, { lead: [COMMENT_MARKER], maxBytes: MAX_COMMENT_BYTES });
}

/** Total and change, a row per kata, the chart, what it rests on, then all that there is to say about each kata, folded. */
export function markdownDocument(
  given: Result,
  { lang, base }: Pick<FaceOptions, 'lang' | 'base'>,
  { lead, maxBytes }: { readonly lead: readonly string[]; readonly maxBytes: number },
): string {
  const result = inLanguage(given, lang);
  const t = translator(lang);
  const own = figures(lang);
  const chart = speedupChart(result.katas, t);
  const blocks = [
    ...lead,
    `### ${STATUS_MARKS[result.status]} ${t('face.total', { points: own.points(result.points, result.maxPoints) })}`,
    ...(base ? [change(result, base, t, own)] : []),
    ...(result.interrupted ? [paragraph(t('interrupted'))] : []),
    ...(result.undecidedPoints > 0
      ? [paragraph(t('points.undecided', { points: own.amount(result.undecidedPoints) }))]
      : []),
    result.katas.length > 0 ? markdownTable(result, base, t, own) : paragraph(t('empty')),
    ...(chart ? [chart, paragraph(t('chart.legend'))] : []),
    ground(result, t),
  ];
  const sections = result.katas.map((kata) => markdownKata(kata, lang, t, own));
  return fit(blocks, sections, maxBytes, paragraph(t('text.cut')));
}

function change(result: Result, base: Result, t: Translate, own: Figures): string {
  const difference = own.change(changeOf(result, base));
  return `**${difference}** ${t('face.base', { points: own.points(base.points, base.maxPoints) })}`;
}

/** What was graded, where, and how strongly the submission was held. */
function ground({ subject, seed, machine, isolation, ignoredChanges }: Result, t: Translate): string {
  const changes = changesSentence(ignoredChanges, t);
  const held = t('isolation', { description: isolation.description });
  return [
    t('graded', { subject, seed }),
    ...(changes ? [changes] : []),
    t('machine', { ...machine }),
    isolation.level === 'full' ? `${held}.` : `${held}: ${t('isolation.weak')}.`,
  ]
    .map(paragraph)
    .join('\n\n');
}
