import type { Language } from '@paralelo/testkit/language';
import { figureFormats } from './figure-formats.ts';
import type { Translate } from './messages/messages.ts';
import { type DrawnSpan, tracedThreads } from './traced-threads.ts';
import type { TraceLevel, WorkerTrace } from './worker-trace.ts';

/** How Mermaid colours a task: plain, greyed, red. */
const TAGS: Readonly<Record<TraceLevel, string>> = { busy: 'active', partly: 'done', waiting: 'crit', idle: 'done' };
/** A bar below this share of the call has no room for a word, and one below the other share none for itself. */
const WORDY_SHARE = 0.06;
const VISIBLE_SHARE = 0.01;

/**
 * A Mermaid Gantt of the threads of one call, fenced, for what GitHub renders: a row for the call itself, then a row a
 * thread. Times are milliseconds since the epoch to Mermaid, and are written as such (`%Q`).
 *
 * @see https://mermaid.js.org/syntax/gantt.html
 */
export function workerGantt(trace: WorkerTrace, t: Translate, lang: Language): string {
  const { ms, percent } = figureFormats(lang);
  const wordOf = ({ fromMs, toMs, busy, level }: DrawnSpan): string => {
    if (toMs - fromMs < WORDY_SHARE * trace.wallMs) return '·';
    return level === 'waiting' ? t('trace.noCore') : percent(busy);
  };
  // Edges are rounded, not lengths: bars that overlap by a millisecond would be drawn in two rows.
  const task = (word: string, tag: string, fromMs: number, toMs: number): string =>
    `    ${word} :${tag}, ${Math.round(fromMs)}, ${Math.round(toMs) - Math.round(fromMs)}ms`;
  return [
    '```mermaid',
    '---',
    'displayMode: compact',
    'config:',
    '  gantt:',
    // Names of threads are longer than the names of sections that Mermaid leaves room for.
    '    leftPadding: 120',
    '---',
    'gantt',
    `  title ${t('trace.axis')}`,
    '  dateFormat x',
    '  axisFormat %Q',
    `  section ${t('trace.call')}`,
    task(ms(trace.wallMs), 'done', 0, trace.wallMs),
    ...tracedThreads(trace, t).flatMap(({ name, spans }) => {
      const shortest = Math.max(1, VISIBLE_SHARE * trace.wallMs);
      const visible = spans.filter(({ fromMs, toMs }) => toMs - fromMs >= shortest);
      // A section without a task would not be drawn.
      if (visible.length === 0) return [];
      return [
        `  section ${name}`,
        ...visible.map((span) => task(wordOf(span), TAGS[span.level], span.fromMs, span.toMs)),
      ];
    }),
    '```',
  ].join('\n');
}
