import type { Translate } from './messages/messages.ts';
import type { KataResult } from './result.ts';
import { tallySpeedup } from './tally.ts';

const MAX_BARS = 24;
const MAX_LABEL_CHARS = 28;

/**
 * A Mermaid chart of the speedups, fenced, for what GitHub renders: a bar a kata, a line at what is asked for. Nothing
 * where no kata has a speedup.
 *
 * @see https://mermaid.js.org/syntax/xyChart.html
 */
export function speedupChart(katas: readonly KataResult[], t: Translate): string | undefined {
  const bars = katas
    .map((kata) => ({ label: label(kata.kata), ...tallySpeedup(kata) }))
    .filter((bar) => bar.speedup !== undefined)
    .slice(0, MAX_BARS);
  if (bars.length === 0) return undefined;
  const speedups = bars.map(({ speedup }) => speedup!.median);
  const needs = bars.map((bar) => bar.needs ?? 0);
  const top = Math.ceil(Math.max(1, ...speedups, ...needs));
  return [
    '```mermaid',
    'xychart-beta',
    `  title "${t('chart.title')}"`,
    `  x-axis [${bars.map((bar) => `"${bar.label}"`).join(', ')}]`,
    `  y-axis "${t('chart.axis')}" 0 --> ${top}`,
    `  bar [${speedups.map(twoDecimals).join(', ')}]`,
    ...(needs.every((need) => need > 0) ? [`  line [${needs.map(twoDecimals).join(', ')}]`] : []),
    '```',
  ].join('\n');
}

/** What the grammar of Mermaid gives no meaning to inside quotes; a name of ours holds nothing else. */
function label(kata: string): string {
  return kata.slice(0, MAX_LABEL_CHARS).replace(/[^A-Za-z0-9._-]/g, '_') || '_';
}

function twoDecimals(value: number): string {
  return value.toFixed(2);
}
