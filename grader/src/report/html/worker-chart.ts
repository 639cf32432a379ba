import { axisX, axisY, gridX, rect } from '@observablehq/plot';
import { figureFormats } from '../figure-formats.ts';
import type { KataResult } from '../result.ts';
import { type DrawnSpan, tracedThreads } from '../traced-threads.ts';
import { type Html, html, joined } from './html.ts';
import type { PageWords } from './page-words.ts';
import { plotSvg } from './plot-svg.ts';
import { tableBehind } from './table.ts';

const WIDTH = 600;
const ROW_HEIGHT = 26;
const MARGINS = { marginTop: 8, marginRight: 24, marginBottom: 40, marginLeft: 130 };
/** Of a row's height; the rest keeps rows apart. */
const BAR_SHARE = 0.8;

/**
 * Which thread ran when in one call: a row a thread, as high as the share of a core that it had, and on top of it what it was
 * ready for and did not get. Nothing without a trace.
 */
export function workerChart({ kata, speedup }: KataResult, id: string, { t, lang }: PageWords): Html | undefined {
  const trace = speedup?.trace;
  if (!trace || trace.wallMs <= 0 || trace.threads.length === 0) return undefined;
  const threads = tracedThreads(trace, t);
  const { whole, percent } = figureFormats(lang);
  const count = threads.length;
  const bars = (base: (span: DrawnSpan) => number, share: (span: DrawnSpan) => number, fill: string) =>
    threads.flatMap(({ spans }, row) =>
      spans
        .filter((span) => share(span) > 0)
        .map((span) => {
          // Rows go down, bars stand up: a row's floor is the upper edge of the next one.
          const floor = count - 1 - row;
          const y1 = floor + BAR_SHARE * base(span);
          const bar = { x1: span.fromMs, x2: span.toMs, y1, y2: y1 + BAR_SHARE * share(span) };
          return rect([bar], { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', fill });
        }),
    );
  const chart = plotSvg(
    {
      width: WIDTH,
      height: MARGINS.marginTop + MARGINS.marginBottom + ROW_HEIGHT * count,
      ...MARGINS,
      x: { type: 'linear', domain: [0, trace.wallMs] },
      y: { type: 'linear', domain: [0, count] },
      marks: [
        gridX({ ticks: 6, stroke: 'var(--line)', strokeOpacity: 1 }),
        axisX({ ticks: 6, label: t('trace.axis'), labelAnchor: 'center', labelArrow: 'none', tickFormat: whole }),
        axisY({
          ticks: threads.map((_, row) => count - 1 - row + BAR_SHARE / 2),
          label: null,
          tickSize: 0,
          tickFormat: (at: number) => threads[count - 1 - Math.floor(at)]!.name,
        }),
        ...bars(
          () => 0,
          ({ busy }) => busy,
          'var(--call)',
        ),
        ...bars(
          ({ busy }) => busy,
          ({ waiting }) => waiting,
          'var(--measure)',
        ),
      ],
    },
    {
      id,
      title: t('trace.title', { kata }),
      description: threads
        .map(({ name, busyMs, waitedMs }) =>
          t('trace.said', { thread: name, busy: busyMs, wall: trace.wallMs, waited: waitedMs }),
        )
        .join(' '),
    },
  );
  const { seed, wallMs, cpuMs, othersCount } = trace;
  return html`<figure>
<div class="scroll" role="group" tabindex="0" aria-labelledby="${id}-title">${chart}</div>
<figcaption>${joined([
    html`<span class="swatch call" aria-hidden="true"></span>${t('trace.legendBusy')}`,
    html`<span class="swatch measure" aria-hidden="true"></span>${t('trace.legendWaiting')}`,
    html`${t('trace.account', { seed, wall: wallMs, cpu: cpuMs, cores: cpuMs / wallMs })}${othersCount > 0 ? ` ${t('trace.others', { count: othersCount })}` : undefined}`,
  ])}</figcaption>
${tableBehind(t('page.asTable'), {
  id: `${id}-table`,
  caption: t('trace.title', { kata }),
  header: [t('trace.column'), t('trace.busyMs'), t('trace.waitedMs'), t('trace.busyShare')],
  rows: threads.map(({ name, busyMs, waitedMs }) => [name, whole(busyMs), whole(waitedMs), percent(busyMs / wallMs)]),
})}
</figure>`;
}
