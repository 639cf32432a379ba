import { axisX, axisY, barX, gridX, ruleY, tickX } from '@observablehq/plot';
import { figureFormats } from '../figure-formats.ts';
import { cutTo } from '../layout.ts';
import type { KataResult } from '../result.ts';
import { inertLine } from '../sanitize.ts';
import { type Html, html } from './html.ts';
import type { PageWords } from './page-words.ts';
import { plotSvg } from './plot-svg.ts';
import { tableBehind } from './table.ts';

const WIDTH = 600;
const ROW_HEIGHT = 30;
const MARGINS = { marginTop: 8, marginRight: 24, marginBottom: 36, marginLeft: 190 };
/** More bars than this nobody reads; the table has them all. */
const MAX_BARS = 40;
const LABEL_COLUMNS = 22;

/** How much of the possible speedup each kata reached, and what was asked for; nothing where no speedup was measured. */
export function shareChart(katas: readonly KataResult[], { t, lang, own }: PageWords): Html | undefined {
  const measured = katas.flatMap(({ kata, status, speedup }) =>
    speedup?.efficiency
      ? [{ kata, status, asked: speedup.threshold, ...speedup.efficiency, times: speedup.speedup?.median }]
      : [],
  );
  if (measured.length === 0) return undefined;
  const bars = measured.slice(0, MAX_BARS).map((bar, i) => ({ ...bar, row: i }));
  const { percent, whole } = figureFormats(lang);
  const most = Math.max(1, ...bars.map(({ high, asked }) => Math.max(high, asked)));
  const chart = plotSvg(
    {
      width: WIDTH,
      height: MARGINS.marginTop + MARGINS.marginBottom + ROW_HEIGHT * bars.length,
      ...MARGINS,
      x: { type: 'linear', domain: [0, most] },
      y: { type: 'band', domain: bars.map(({ row }) => row), padding: 0.35 },
      marks: [
        gridX({ ticks: 5, stroke: 'var(--line)', strokeOpacity: 1 }),
        axisX({ ticks: 5, label: null, tickFormat: percent }),
        axisY({
          label: null,
          tickSize: 0,
          tickFormat: (row: number) => cutTo(inertLine(bars[row]!.kata), LABEL_COLUMNS),
        }),
        ...bars.map((bar) => barX([bar], { x1: 0, x2: 'median', y: 'row', fill: `var(--${bar.status})` })),
        ruleY(bars, { x1: 'low', x2: 'high', y: 'row', stroke: 'var(--text)', strokeWidth: 1.5 }),
        tickX(bars, { x: 'asked', y: 'row', stroke: 'var(--text)', strokeWidth: 3, insetTop: -4, insetBottom: -4 }),
      ],
    },
    {
      id: 'share',
      title: t('share.title'),
      description: bars
        .map(({ kata, median, asked }) => t('share.kata', { kata: inertLine(kata, 60), reached: median, asked }))
        .join(' '),
    },
  );
  return html`<figure>
<div class="scroll" role="group" tabindex="0" aria-labelledby="share-title">${chart}</div>
<figcaption>${t('share.legend')}</figcaption>
${tableBehind(t('page.asTable'), {
  id: 'share-table',
  caption: t('share.title'),
  header: [t('column.kata'), t('share.reached'), '95 %', t('share.asked'), t('column.speedup')],
  rows: measured.map(({ kata, median, low, high, asked, times }) => [
    inertLine(kata, 60),
    percent(median),
    `${whole(low * 100)}–${percent(high)}`,
    percent(asked),
    times === undefined ? '–' : own.times(times),
  ]),
})}
</figure>`;
}
