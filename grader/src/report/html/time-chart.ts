import { axisX, rect } from '@observablehq/plot';
import { figureFormats } from '../figure-formats.ts';
import type { KataResult, Timing } from '../result.ts';
import { type Html, html } from './html.ts';
import type { PageWords } from './page-words.ts';
import { plotSvg } from './plot-svg.ts';
import { table } from './table.ts';

/** Parts of the time in the order in which they are drawn; each has a colour of its own in the style sheet. */
const PARTS = ['load', 'call', 'spec', 'measure', 'overhead'] as const;
type Part = (typeof PARTS)[number];

const WIDTH = 600;
const HEIGHT = 72;
/** A day, ms: what no grading takes must not make a chart of nothing. */
const LONGEST_MS = 86_400_000;

/** Where the time of a kata went: one bar of all parts, and the table that is its legend; nothing where there was no time. */
export function timeChart({ kata, timing }: KataResult, id: string, { t, lang }: PageWords): Html | undefined {
  const parts = PARTS.map((part) => ({ part, name: t(`time.${part}`), ms: msOf(timing, part) }));
  const total = parts.reduce((sum, { ms }) => sum + ms, 0);
  if (total <= 0) return undefined;
  let from = 0;
  const bars = parts.map(({ part, ms }) => {
    const bar = { part, from: from / 1000, to: (from + ms) / 1000 };
    from += ms;
    return bar;
  });
  const { tenths, hundredths, percent } = figureFormats(lang);
  const chart = plotSvg(
    {
      width: WIDTH,
      height: HEIGHT,
      marginTop: 4,
      marginRight: 16,
      marginBottom: 36,
      marginLeft: 16,
      x: { type: 'linear', domain: [0, total / 1000] },
      y: { type: 'linear', domain: [0, 1], axis: null },
      marks: [
        ...bars
          .filter((bar) => bar.to > bar.from)
          .map((bar) =>
            rect([bar], {
              x1: 'from',
              x2: 'to',
              y1: 0,
              y2: 1,
              fill: `var(--${bar.part})`,
              insetLeft: 0.5,
              insetRight: 0.5,
            }),
          ),
        axisX({
          ticks: 6,
          label: t('time.seconds'),
          labelAnchor: 'center',
          labelArrow: 'none',
          tickFormat: hundredths,
        }),
      ],
    },
    {
      id,
      title: t('time.title', { kata }),
      description: parts.map(({ name, ms }) => t('time.said', { part: name, seconds: ms / 1000 })).join(' '),
    },
  );
  const rows = parts.map(({ part, name, ms }) => [
    html`<span class="swatch ${part}" aria-hidden="true"></span>${name}`,
    tenths(ms / 1000),
    percent(ms / total),
  ]);
  const caption = t('time.title', { kata });
  const header = [t('time.part'), t('time.seconds'), t('time.share')];
  const sum = [t('total'), tenths(total / 1000), percent(1)];
  return html`<figure>
<div class="scroll" role="group" tabindex="0" aria-labelledby="${id}-title">${chart}</div>
${table({ id: `${id}-table`, caption, header, rows: [...rows, sum], hasSum: true })}
</figure>`;
}

function msOf(timing: Timing, part: Part): number {
  return Math.min(LONGEST_MS, Math.max(0, timing[`${part}Ms`]));
}
