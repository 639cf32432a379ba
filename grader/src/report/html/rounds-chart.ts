import { axisX, axisY, dot, gridY, type Markish, rect, ruleY, text } from '@observablehq/plot';
import { figureFormats } from '../figure-formats.ts';
import type { KataResult, SpeedupReport } from '../result.ts';
import { type Html, html } from './html.ts';
import type { PageWords } from './page-words.ts';
import { plotSvg } from './plot-svg.ts';
import { tableBehind } from './table.ts';

const WIDTH = 600;
const HEIGHT = 260;
const MARGINS = { marginTop: 28, marginRight: 120, marginBottom: 40, marginLeft: 56 };
/** A measurement has 25; a result with more than this is broken or hostile. */
const MAX_ROUNDS = 100;
/** Two labels closer than this run into each other, px. */
const LABEL_HEIGHT = 16;

/** A line across the chart, and what is written at its end. */
interface Level {
  readonly at: number;
  readonly label: string;
  readonly color: string;
  readonly dashed?: true;
}

/** The speedup of each round, with the median and its interval, what is asked for and what is possible; nothing without rounds. */
export function roundsChart({ kata, speedup }: KataResult, id: string, words: PageWords): Html | undefined {
  const samples = speedup ? samplesOf(speedup) : [];
  if (!speedup?.speedup || samples.length === 0) return undefined;
  const { t, lang } = words;
  const { median, low, high } = speedup.speedup;
  const levels = levelsOf(speedup, words);
  const top = 1.08 * Math.max(high, ...samples, ...levels.map(({ at }) => at));
  const end = samples.length + 0.5;
  const marks: Markish[] = [
    gridY({ ticks: 5, stroke: 'var(--line)', strokeOpacity: 1 }),
    axisY({
      label: t('rounds.axis'),
      labelArrow: 'none',
      ticks: 5,
      tickFormat: figureFormats(lang).hundredths,
      tickSize: 0,
    }),
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
  const description = [
    t('rounds.summary', { count: samples.length, lowest: Math.min(...samples), highest: Math.max(...samples) }),
    t('rounds.median', { median, low, high }),
    ...(speedup.thresholdSpeedup === undefined || speedup.capacity === undefined
      ? []
      : [t('rounds.needed', { needs: speedup.thresholdSpeedup, ideal: speedup.capacity })]),
  ].join(' ');
  const chart = plotSvg(
    { width: WIDTH, height: HEIGHT, ...MARGINS, ...axes, marks },
    { id, title: t('rounds.title', { kata }), description },
  );
  return html`<figure>
<div class="scroll" role="group" tabindex="0" aria-labelledby="${id}-title">${chart}</div>
<figcaption>${t('rounds.legend')}</figcaption>
${tableBehind(t('page.asTable'), { id: `${id}-table`, caption: t('rounds.title', { kata }), ...figuresOf(speedup, words) })}
</figure>`;
}

/** Rounds have no halves: between them there is nothing to name. */
function wholeOnly(round: number): string {
  return Number.isInteger(round) ? `${round}` : '';
}

function samplesOf({ rounds, io }: SpeedupReport): number[] {
  return (io?.rounds ?? rounds).slice(0, MAX_ROUNDS).map((round) => round.speedup);
}

function levelsOf({ speedup, thresholdSpeedup: needs, capacity: ideal }: SpeedupReport, { t }: PageWords): Level[] {
  const { median } = speedup!;
  return [
    { at: median, label: t('rounds.labelMedian', { median }), color: 'var(--accent)' },
    ...(needs === undefined ? [] : [{ at: needs, label: t('rounds.labelNeeds', { needs }), color: 'var(--asked)' }]),
    ...(ideal === undefined
      ? []
      : [{ at: ideal, label: t('rounds.labelIdeal', { ideal }), color: 'var(--muted)', dashed: true as const }]),
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

function figuresOf({ rounds, io }: SpeedupReport, { t, lang, own }: PageWords) {
  const { whole, two } = figureFormats(lang);
  if (io) {
    return {
      header: [t('rounds.round'), t('rounds.axis'), t('rounds.makespan'), t('rounds.inFlight'), t('rounds.seed')],
      rows: io.rounds
        .slice(0, MAX_ROUNDS)
        .map(({ speedup, makespanMs, mostInFlight, seed }, i) => [
          `${i + 1}`,
          own.times(speedup),
          whole(makespanMs),
          whole(mostInFlight),
          `${seed}`,
        ]),
    };
  }
  return {
    header: [
      t('rounds.round'),
      t('rounds.axis'),
      t('rounds.raw'),
      t('rounds.sequential'),
      t('rounds.one'),
      t('rounds.many'),
      t('rounds.given'),
      t('rounds.seed'),
    ],
    rows: rounds
      .slice(0, MAX_ROUNDS)
      .map((round, i) => [
        `${i + 1}`,
        own.times(round.speedup),
        own.times(round.rawSpeedup),
        whole(round.baselineMs),
        whole(round.oneWorkerMs),
        whole(round.manyWorkersMs),
        two(round.capacity),
        `${round.seed}`,
      ]),
  };
}
