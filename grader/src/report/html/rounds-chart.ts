import { axisX, axisY, dot, gridY, type Markish, rect, ruleY, text } from '@observablehq/plot';
import type { KataResult } from '../result.ts';
import { type Html, html } from './html.ts';
import type { PageWords } from './page-words.ts';
import { plotSvg } from './plot-svg.ts';
import { type RoundsSeries, roundsSeries } from './rounds-series.ts';
import { tableBehind } from './table.ts';

const WIDTH = 600;
const HEIGHT = 260;
const MARGINS = { marginTop: 28, marginRight: 120, marginBottom: 40, marginLeft: 56 };
/** Two labels closer than this run into each other, px. */
const LABEL_HEIGHT = 16;

/** A line across the chart, and what is written at its end. */
interface Level {
  readonly at: number;
  readonly label: string;
  readonly color: string;
  readonly dashed?: true;
}

/** What each round measured, with the median and its interval, what is asked for and what is possible; nothing without rounds. */
export function roundsChart(kata: KataResult, id: string, words: PageWords): Html | undefined {
  const series = roundsSeries(kata, words);
  if (!series) return undefined;
  const { t } = words;
  const { samples, title, description, header, rows } = series;
  const { low, high } = series.interval;
  const levels = levelsOf(series, words);
  const top = 1.08 * Math.max(high, ...samples, ...levels.map(({ at }) => at));
  const end = samples.length + 0.5;
  const marks: Markish[] = [
    gridY({ ticks: 5, stroke: 'var(--line)', strokeOpacity: 1 }),
    axisY({ label: series.axis, labelArrow: 'none', ticks: 5, tickFormat: series.tick, tickSize: 0 }),
    axisX({
      label: t('rounds.round'),
      labelArrow: 'none',
      labelAnchor: 'center',
      ticks: Math.min(samples.length, 9),
      tickFormat: wholeOnly,
    }),
    rect([{}], { x1: 0.5, x2: end, y1: low, y2: high, fill: 'var(--accent)', fillOpacity: 0.18 }),
    ...levels.map(({ at, color, dashed }) =>
      ruleY([at], { stroke: color, strokeWidth: 1.5, ...(dashed && { strokeDasharray: '5 4' }) }),
    ),
    dot(samples, { x: (_, i) => i + 1, y: (sample) => sample, r: 4, fill: 'var(--accent)' }),
    ...labelsOf(levels, top).map(({ label, color, y }) =>
      text([label], { x: end, y, text: (said) => said, textAnchor: 'start', dx: 8, fill: color }),
    ),
  ];
  const axes = { x: { type: 'linear', domain: [0.5, end] }, y: { type: 'linear', domain: [0, top] } } as const;
  const chart = plotSvg({ width: WIDTH, height: HEIGHT, ...MARGINS, ...axes, marks }, { id, title, description });
  return html`<figure>
<div class="scroll" role="group" tabindex="0" aria-labelledby="${id}-title">${chart}</div>
<figcaption>${t('rounds.legend')}</figcaption>
${tableBehind(t('page.asTable'), { id: `${id}-table`, caption: title, header, rows })}
</figure>`;
}

/** Rounds have no halves: between them there is nothing to name. */
function wholeOnly(round: number): string {
  return Number.isInteger(round) ? `${round}` : '';
}

function levelsOf({ interval: { median }, needs, ideal, show }: RoundsSeries, { t }: PageWords): Level[] {
  return [
    { at: median, label: t('rounds.labelMedian', { median: show(median) }), color: 'var(--accent)' },
    ...(needs === undefined
      ? []
      : [{ at: needs, label: t('rounds.labelNeeds', { needs: show(needs) }), color: 'var(--asked)' }]),
    ...(ideal === undefined
      ? []
      : [
          {
            at: ideal,
            label: t('rounds.labelIdeal', { ideal: show(ideal) }),
            color: 'var(--muted)',
            dashed: true as const,
          },
        ]),
  ];
}

/** Labels from the lowest up, each far enough from the one below it. */
function labelsOf(levels: readonly Level[], top: number): (Level & { readonly y: number })[] {
  const gap = (LABEL_HEIGHT * top) / (HEIGHT - MARGINS.marginTop - MARGINS.marginBottom);
  let free = Number.NEGATIVE_INFINITY;
  return levels
    .toSorted((a, b) => a.at - b.at)
    .map((level) => {
      const y = Math.max(level.at, free);
      free = y + gap;
      return { ...level, y };
    });
}
