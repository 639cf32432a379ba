/** Columns, as a terminal counts them: how wide a text is, where it is cut, where it breaks. Takes text that is inert. */

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Drawn two columns wide: the East Asian scripts and full-width forms (Unicode UAX #11, W and F), and emoji. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}])/u;
const PRINTABLE_ASCII = /^[ -~]*$/;

function* graphemes(text: string): Generator<[grapheme: string, columns: number]> {
  if (PRINTABLE_ASCII.test(text)) for (const char of text) yield [char, 1];
  else for (const { segment } of segmenter.segment(text)) yield [segment, WIDE.test(segment) ? 2 : 1];
}

/** Columns that `text` takes; it holds no line feed and no escape. */
export function widthOf(text: string): number {
  let width = 0;
  for (const [, columns] of graphemes(text)) width += columns;
  return width;
}

/** At most `width` columns of `text`; what is missing shows as an ellipsis. */
export function cutTo(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let left = width - 1;
  for (const [grapheme, columns] of graphemes(text)) {
    left -= columns;
    if (left < 0) break;
    kept += grapheme;
  }
  return `${kept}…`;
}

/** Fills up with spaces to `width` columns. */
export function pad(text: string, width: number, side: 'left' | 'right'): string {
  const fill = ' '.repeat(Math.max(0, width - widthOf(text)));
  return side === 'left' ? text + fill : fill + text;
}

/**
 * Breaks every line of `text` so that none is wider than `width`: at a space where that fills more than half of the line,
 * else anywhere. Spaces inside a line stay, because a message may hold code or a table.
 */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line.trimEnd(), width));
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  let used = 0;
  for (const [grapheme, columns] of graphemes(line)) {
    if (used + columns > width) {
      if (grapheme === ' ') {
        lines.push(current.trimEnd());
        current = '';
        used = 0;
        continue;
      }
      const space = current.lastIndexOf(' ');
      const breakAt = space > current.length / 2 ? space + 1 : current.length;
      lines.push(current.slice(0, breakAt).trimEnd());
      current = current.slice(breakAt);
      used = widthOf(current);
    }
    current += grapheme;
    used += columns;
  }
  return [...lines, current];
}
