import type { Language } from '@paralelo/testkit/language';
import pc from 'picocolors';
import { changesSentence } from './changes-sentence.ts';
import { figures } from './figures.ts';
import { inLanguage } from './in-language.ts';
import { translator } from './messages/messages.ts';
import type { Result } from './result.ts';
import { kataDetails } from './terminal-kata.ts';
import { markOf, paragraph, type TerminalStyle } from './terminal-style.ts';
import { overviewTable } from './terminal-table.ts';

/** Sentences that run wider than this are hard to read, whatever the terminal has. */
const WIDEST = 100;
/** The figures of a row need this much; a narrower terminal wraps the table itself. */
const NARROWEST = 72;

/** How a result is shown in a terminal. */
export interface TerminalOptions {
  readonly lang: Language;
  readonly color: boolean;
  /** Width of the terminal; only the line that is there to be copied may be wider. */
  readonly columns: number;
}

/**
 * The face that a student sees: first the table, then a block per kata with its sentences and failures, then what the
 * verdict rests on. Ends in one line feed.
 *
 * @example
 * process.stdout.write(renderTerminal(result, { lang: 'en', color: true, columns: process.stdout.columns ?? 80 }));
 */
export function renderTerminal(given: Result, { lang, color, columns }: TerminalOptions): string {
  const result = inLanguage(given, lang);
  const style: TerminalStyle = {
    lang,
    t: translator(lang),
    figures: figures(lang),
    colors: pc.createColors(color),
    columns: Math.min(WIDEST, Math.max(NARROWEST, columns)),
  };
  const blocks = [
    result.interrupted ? notice(style.t('interrupted'), style) : [],
    result.katas.length > 0 ? overviewTable(result, style) : notice(style.t('empty'), style),
    ...result.katas.map((kata) => kataDetails(kata, style)),
    ground(result, style),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function notice(text: string, style: TerminalStyle): string[] {
  const [first = '', ...rest] = paragraph(text, 2, style);
  return [`${markOf('inconclusive', style)} ${first.trimStart()}`, ...rest];
}

/** What was graded, where, and how strongly the submission was held. */
function ground({ subject, seed, machine, isolation, ignoredChanges }: Result, style: TerminalStyle): string[] {
  const { t } = style;
  const changes = changesSentence(ignoredChanges, t);
  const description = t('isolation', { description: isolation.description });
  return [
    ...paragraph(t('graded', { subject, seed }), 0, style),
    ...(changes ? notice(changes, style) : []),
    ...paragraph(t('machine', { ...machine }), 0, style),
    ...(isolation.level === 'full'
      ? paragraph(description, 0, style)
      : notice(`${description}: ${t('isolation.weak')}`, style)),
    ...isolation.shortfall.flatMap((reason) => paragraph(reason, 2, style)),
  ];
}
