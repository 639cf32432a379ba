/**
 * Foreign text in the Markdown of GitHub. It stands in blocks of raw HTML, where no Markdown is read, or in a code span.
 * What GitHub looks for afterwards, in the text of the page (mentions, references, addresses), it does not look for
 * inside `code` and `pre`.
 */
import { escapeMarkup } from './markup.ts';
import { inert, inertLine } from './sanitize.ts';

/** Where GitHub would make a link or send a message: `@name`, `#12`, `GH-12`, an address. */
const REFERENCE = /@|(?<!&)#(?=\w)|(?<=\bgh)-(?=\d)|:\/\/|(?<=\bwww)\./gi;
const COMMAND = /`([^`\n]+)`/g;

/**
 * A code span of one line, for a cell of a table. A bar would end the cell, whatever stands before it, so it is replaced
 * by a broken one; a comment does not open, since whoever looks for ours reads the source; the fence is longer than any run of backticks inside.
 */
export function codeSpan(text: string, maxChars = 200): string {
  const line = inertLine(text, maxChars).replaceAll('|', '¦').replaceAll('<!--', '<! --');
  if (line === '') return '';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const room = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return `${fence}${room}${line}${room}${fence}`;
}

/** Foreign words of one line inside a block of raw HTML. */
export function codeText(text: string, maxChars = 200): string {
  return `<code>${escapeMarkup(inertLine(text, maxChars))}</code>`;
}

/** Sentences inside a block of raw HTML; what stands in backticks is shown as code. */
export function prose(text: string, maxChars = 1000): string {
  const line = inertLine(text, maxChars).replaceAll('\u240A', ' ');
  return escapeMarkup(line)
    .replace(COMMAND, '<code>$1</code>')
    .split(/(<code>.*?<\/code>)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(REFERENCE, '<code>$&</code>')))
    .join('');
}

/** A paragraph of sentences: a block of its own. */
export function paragraph(text: string): string {
  return `<p>${prose(text)}</p>`;
}

/** Foreign text of several lines: a block of its own. GitHub reads no Markdown up to the end of `pre`, over empty lines too. */
export function preformatted(text: string, maxChars: number): string {
  const lines = inert(text, maxChars).replace(/^\n+|\s+$/g, '');
  // The line feed keeps a first empty line and means nothing else.
  return `<pre>\n${escapeMarkup(lines)}\n</pre>`;
}
