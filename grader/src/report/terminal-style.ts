import type { Language } from '@paralelo/testkit/language';
import type pc from 'picocolors';
import type { Figures } from './figures.ts';
import { wrap } from './layout.ts';
import type { Translate } from './messages/messages.ts';
import type { Status } from './result.ts';
import { inert } from './sanitize.ts';
import { STATUS_MARKS } from './status-marks.ts';

/** What every part of the terminal face needs to write: words, figures, colours and room. */
export interface TerminalStyle {
  readonly lang: Language;
  readonly t: Translate;
  readonly figures: Figures;
  readonly colors: ReturnType<typeof pc.createColors>;
  readonly columns: number;
}

const NO_BREAK_SPACE = '\u00A0';

/** Colour means state and nothing else; the mark says the same without colour. */
export function colorOf(status: Status, { colors }: TerminalStyle): (text: string) => string {
  if (status === 'passed') return colors.green;
  return status === 'inconclusive' ? colors.yellow : colors.red;
}

/** One character for a state, coloured. */
export function markOf(status: Status, style: TerminalStyle): string {
  return colorOf(status, style)(STATUS_MARKS[status]);
}

/** Our own sentence, or one of the verdict, wrapped and indented by `indent` columns; a command in backticks stays whole. */
export function paragraph(text: string, indent: number, { columns }: TerminalStyle): string[] {
  const unbroken = inert(text)
    .trim()
    .replace(/`[^`\n]+`/g, (command) => command.replaceAll(' ', NO_BREAK_SPACE));
  return (
    wrap(unbroken, columns - indent)
      .map((line) => line.replaceAll(NO_BREAK_SPACE, ' '))
      // Once more, because a break may have put a command at the start of a line.
      .map((line) => ' '.repeat(indent) + inert(line))
  );
}

/**
 * What a submission said, at most `maxLines` lines. The rule at the left sets it apart: no line of it can pass for one of
 * ours, and none begins where a runner looks for a command.
 */
export function quote(text: string, indent: number, maxLines: number, style: TerminalStyle): string[] {
  const margin = ' '.repeat(indent);
  const lines = wrap(inert(text).replace(/^\n+|\s+$/g, ''), style.columns - indent - 2);
  const shown = lines.slice(0, maxLines).map((line) => `${margin}│ ${line}`.trimEnd());
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, margin + style.t('text.moreLines', { count: more })] : shown;
}
