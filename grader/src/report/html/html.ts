import { escapeMarkup } from '../markup.ts';
import { inert, inertLine } from '../sanitize.ts';

/** Markup that is safe to stand in a page: made by `html` from our own tags, with everything else escaped. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Part = Html | string | number | undefined | readonly Part[];

/**
 * A piece of a page. What is put into it is text, made inert and escaped, unless it is a piece itself; so no text can become
 * an element or leave its attribute, which must be quoted.
 *
 * @example
 * html`<p title="${title}">${text}</p>`.markup;
 */
export function html(ours: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(ours.reduce((page, tags, i) => page + markupOf(parts[i - 1]) + tags));
}

function markupOf(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(markupOf).join('');
  return escapeMarkup(inert(String(part)));
}

/** Pieces one after the other, a line each. */
export function joined(pieces: readonly (Html | undefined)[]): Html {
  return new Html(
    pieces
      .filter((piece) => piece !== undefined)
      .map((piece) => piece.markup)
      .join('\n'),
  );
}

/** A sentence of ours or of a verdict: what stands in backticks is code. */
export function prose(text: string): Html {
  const parts = inertLine(text)
    .replaceAll('\u240A', ' ')
    .split(/`([^`]+)`/);
  return html`<p>${parts.map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part))}</p>`;
}

/** What a submission said, over several lines. */
export function quotation(text: string, maxChars?: number): Html {
  const lines = inert(text, maxChars).replace(/^\n+|\s+$/g, '');
  // The line feed keeps a first empty line and means nothing else.
  return new Html(`<pre>\n${escapeMarkup(lines)}</pre>`);
}
