import { type PlotOptions, plot } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { Html, html } from './html.ts';

/** What a chart says to who does not see it. */
export interface ChartWords {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** What there is to see, in figures. */
  readonly description: string;
}

const TAG = /<[^>]+>/g;
/** Coordinates below a hundredth of a pixel make the file longer and nothing else. */
const LONG_FRACTION = /(\d\.\d{2})\d+/g;

/**
 * A chart as static SVG. The library's own style sheet is left out, since the page allows no style but its own, and so are its
 * labels of every group, since the chart is one picture with a title and a description.
 */
export function plotSvg(options: PlotOptions, { id, title, description }: ChartWords): Html {
  const { document } = parseHTML('<html></html>');
  const chart = plot({ ...options, document });
  for (const style of chart.querySelectorAll('style')) style.remove();
  for (const node of chart.querySelectorAll('*')) {
    for (const name of ['aria-label', 'aria-hidden', 'class']) node.removeAttribute(name);
  }
  // The library puts foreign text into text nodes only, and the document escapes those.
  const drawing = new Html(chart.innerHTML.replace(TAG, (tag: string) => tag.replace(LONG_FRACTION, '$1')));
  const { width = 0, height = 0 } = options;
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" fill="currentColor" text-anchor="middle" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${description}</desc>
${drawing}
</svg>`;
}
