import { closeSync, openSync, readSync } from 'node:fs';
import { canonical, endOfLastSeparator, findSeparator, scanWords, ZEROS_BEHIND } from './scan-words.ts';
import { isContinuation, sequenceLength } from './utf8.ts';
import { WordTable } from './word-table.ts';

/** A part of a file, `[start, end)` in bytes; the end of the last one is Infinity. */
export interface Piece {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** Bytes read at once: they stay in the cache until they are scanned. */
const BLOCK = 1 << 18;

/**
 * Counts the words of a piece. A piece may begin and end anywhere, in the middle of a letter too: a word belongs to the
 * piece that holds the last separator before it, and the first words of a file to the first piece.
 *
 * @throws Error that names the file, when it cannot be read.
 */
export function countPiece(piece: Piece): WordTable {
  const spellings = new WordTable();
  try {
    const descriptor = openSync(piece.file, 'r');
    try {
      scanPiece(new Window(descriptor, piece.start), piece, spellings);
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    throw unreadable(piece.file, cause);
  }
  // Once for each spelling, not for each word.
  spellings.respell(canonical);
  return spellings;
}

export function unreadable(file: string, cause: unknown): Error {
  return new Error(`cannot read ${file}: ${(cause as Error).message}`, { cause });
}

function scanPiece(window: Window, { start, end }: Piece, into: WordTable): void {
  if (start > 0 && !skipPastSeparator(window, end)) return;
  for (;;) {
    const isMore = window.read();
    // The separator on which the next piece begins, wherever behind `end` that is.
    const border = end < window.offset + window.length ? separatorEnd(window, Math.max(0, end - window.offset)) : -1;
    const isLast = border >= 0 || !isMore;
    const whole = border >= 0 ? border : isMore ? endOfLastSeparator(window.bytes, window.length) : window.length;
    scanWords(window.bytes, 0, whole, into);
    if (isLast) return;
    window.drop(whole);
  }
}

/** Goes on behind the first separator; false where none begins before `end`, and so no word belongs to this piece. */
function skipPastSeparator(window: Window, end: number): boolean {
  while (window.offset < end) {
    const isMore = window.read();
    const border = separatorEnd(window, 0);
    if (border >= 0) {
      const begin = window.offset + findSeparator(window.bytes, leadFrom(window, 0), window.length);
      window.drop(border);
      return begin < end;
    }
    if (!isMore) return false;
    // The last bytes may be the first ones of a separator.
    window.drop(Math.max(0, window.length - ZEROS_BEHIND + 1));
  }
  return false;
}

/** Where the first separator ends that begins at `from` or later; −1 where none is whole. */
function separatorEnd(window: Window, from: number): number {
  const at = findSeparator(window.bytes, leadFrom(window, from), window.length);
  if (at < 0) return -1;
  const next = at + sequenceLength(window.bytes[at]!);
  return next <= window.length ? next : -1;
}

/** The middle of a letter is no place to look from. */
function leadFrom({ bytes, length }: Window, from: number): number {
  let at = from;
  while (at < length && isContinuation(bytes[at]!)) at++;
  return at;
}

/** The bytes of a file from `offset` on, as far as they were read; zeros behind. Grows only for a word that fills it. */
class Window {
  bytes = new Uint8Array(2 * BLOCK + ZEROS_BEHIND);
  length = 0;
  offset: number;
  readonly #descriptor: number;

  constructor(descriptor: number, offset: number) {
    this.#descriptor = descriptor;
    this.offset = offset;
  }

  /** Reads the next block; false at the end of the file. */
  read(): boolean {
    if (this.length + BLOCK + ZEROS_BEHIND > this.bytes.length) {
      const larger = new Uint8Array(2 * this.bytes.length);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    const read = readSync(this.#descriptor, this.bytes, this.length, BLOCK, this.offset + this.length);
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
