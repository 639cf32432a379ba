import { closeSync, openSync, readSync } from 'node:fs';
import { canonical, endOfFirstSeparator, endOfLastSeparator, scanWords, ZEROS_BEHIND } from './scan-words.ts';
import { WordTable } from './word-table.ts';

/** A part of a file, `[start, end)` in bytes; the end of the last one is Infinity. */
export interface Piece {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** Bytes read at once: they stay in the cache until they are scanned. */
const BLOCK = 1 << 18;
/** Enough for most borders, which lie a word away. */
const BORDER_BLOCK = 1 << 12;

/**
 * Counts the words of a piece. A piece may begin and end anywhere, in the middle of a letter too: what is counted begins and
 * ends behind a separator, where the neighbours look for it in the same way.
 *
 * @throws Error that names the file, when it cannot be read.
 */
export function countPiece({ file, start, end }: Piece): WordTable {
  const spellings = new WordTable();
  try {
    const descriptor = openSync(file, 'r');
    try {
      const begin = borderFrom(descriptor, start);
      scanRange(new Window(descriptor, begin, BLOCK), borderFrom(descriptor, end), spellings);
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    throw unreadable(file, cause);
  }
  // Once for each spelling, not for each word.
  spellings.respell(canonical);
  return spellings;
}

export function unreadable(file: string, cause: unknown): Error {
  return new Error(`cannot read ${file}: ${(cause as Error).message}`, { cause });
}

/** Where the first separator ends that begins at `from` or later, or the file; both ends of a file are borders as they are. */
function borderFrom(descriptor: number, from: number): number {
  if (from === 0 || from === Number.POSITIVE_INFINITY) return from;
  const window = new Window(descriptor, from, BORDER_BLOCK);
  for (;;) {
    const isMore = window.read();
    const border = endOfFirstSeparator(window.bytes, window.length);
    if (border >= 0) return window.offset + border;
    if (!isMore) return window.offset + window.length;
    // The last bytes may be the first ones of a separator.
    window.drop(Math.max(0, window.length - ZEROS_BEHIND + 1));
  }
}

/** Counts up to `end`, a border. Where the window begins behind it, the piece lies inside a word and holds none. */
function scanRange(window: Window, end: number, into: WordTable): void {
  for (;;) {
    const isMore = window.read();
    const isLast = !isMore || window.offset + window.length >= end;
    const whole = isLast
      ? Math.min(window.length, end - window.offset)
      : endOfLastSeparator(window.bytes, window.length);
    scanWords(window.bytes, 0, whole, into);
    if (isLast) return;
    window.drop(whole);
  }
}

/** The bytes of a file from `offset` on, as far as they were read; zeros behind. Grows only for a word that fills it. */
class Window {
  bytes: Uint8Array;
  length = 0;
  offset: number;
  readonly #descriptor: number;
  readonly #block: number;

  constructor(descriptor: number, offset: number, block: number) {
    this.#descriptor = descriptor;
    this.offset = offset;
    this.#block = block;
    this.bytes = new Uint8Array(2 * block + ZEROS_BEHIND);
  }

  /** Reads the next block; false at the end of the file. */
  read(): boolean {
    if (this.length + this.#block + ZEROS_BEHIND > this.bytes.length) {
      const larger = new Uint8Array(2 * this.bytes.length);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    const read = readSync(this.#descriptor, this.bytes, this.length, this.#block, this.offset + this.length);
    this.length += read;
    this.bytes.fill(0, this.length, this.length + ZEROS_BEHIND);
    return read > 0;
  }

  /** Forgets the first `count` bytes. */
  drop(count: number): void {
    this.bytes.copyWithin(0, count, this.length);
    this.length -= count;
    this.offset += count;
  }
}
