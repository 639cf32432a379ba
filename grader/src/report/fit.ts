/** A folded part of a document: what is between `open` and `close` may be cut after any item. */
export interface Section {
  readonly open: string;
  readonly items: readonly string[];
  /** What stands after the items where everything has room, and is left out of every section before anything else is cut. */
  readonly extras?: readonly string[];
  readonly close: string;
}

const BLANK_LINE = '\n\n';

/** Bytes of `text` in UTF-8. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/**
 * Joins blocks by empty lines, sections last, into at most `maxBytes`. Each section gets its share of the room that the
 * ones before it left; what does not fit is left out whole, and `more` says so in its place.
 */
export function fit(blocks: readonly string[], sections: readonly Section[], maxBytes: number, more: string): string {
  const everything = [
    ...blocks,
    ...sections.flatMap(({ open, items, extras = [], close }) => [open, ...items, ...extras, close]),
  ].join(BLANK_LINE);
  if (bytesOf(everything) < maxBytes) return `${everything}\n`;
  const parts = [...blocks];
  const gap = bytesOf(BLANK_LINE);
  const noteBytes = bytesOf(more) + gap;
  let room = maxBytes - parts.reduce((sum, part) => sum + bytesOf(part) + gap, 0) - noteBytes;
  let isCut = sections.some(({ extras }) => extras?.length);
  for (const [i, section] of sections.entries()) {
    const text = fill(section, Math.floor(room / (sections.length - i)), more);
    if (text === undefined) {
      isCut = true;
      continue;
    }
    parts.push(text);
    room -= bytesOf(text) + gap;
  }
  return `${[...parts, ...(isCut ? [more] : [])].join(BLANK_LINE)}\n`;
}

function fill({ open, items, close }: Section, maxBytes: number, more: string): string | undefined {
  const gap = bytesOf(BLANK_LINE);
  const whole = [open, ...items, close].join(BLANK_LINE);
  if (bytesOf(whole) + gap <= maxBytes) return whole;
  const shown: string[] = [];
  let room = maxBytes - bytesOf(open) - bytesOf(more) - bytesOf(close) - 4 * gap;
  if (room < 0) return undefined;
  for (const item of items) {
    room -= bytesOf(item) + gap;
    if (room < 0) break;
    shown.push(item);
  }
  return [open, ...shown, more, close].join(BLANK_LINE);
}
