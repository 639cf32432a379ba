import { closeSync, constants, openSync, readSync } from 'node:fs';
import { LOOKAHEAD, type Spellings, scanWords } from './scan-words.ts';
import { isSeparator } from './utf8.ts';
import { hashOf, textOf, WordTable } from './word-table.ts';

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
/** A file may have become a pipe since it was looked at; without NONBLOCK the call would wait for someone who writes to it. */
const READ_ONLY = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * Counts the words of a piece in lower case and NFC. A piece may begin and end anywhere, in the middle of a letter too: what is
 * counted begins and ends at a border, where the neighbours look for it in the same way.
 *
 * @throws Error that names the file, when it cannot be read.
 */
export function countPiece({ file, start, end }: Piece): WordTable {
  const spellings = { plain: new WordTable(), other: new WordTable() };
  try {
    const descriptor = openSync(file, READ_ONLY);
    try {
      // Nothing begins in a piece without a border: the one before goes on through all of it, and it is not searched twice.
      const begin = borderFrom(descriptor, start, end);
      if (begin < end) scanRange(descriptor, begin, borderFrom(descriptor, end), spellings);
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    throw unreadable(file, cause);
  }
  return merged(spellings);
}

export function unreadable(file: string, cause: unknown): Error {
  return new Error(`cannot read ${file}: ${(cause as Error).message}`, { cause });
}

/**
 * Where the first separator begins, from `from` on, or the file ends; both ends of a file are borders as they are. Whether one
 * begins shows in its own bytes, so that the neighbours find the same. `limit` or more where there is none before.
 */
function borderFrom(descriptor: number, from: number, limit = Number.POSITIVE_INFINITY): number {
  if (from === 0) return from;
  const bytes = new Uint8Array(BORDER_BLOCK + LOOKAHEAD);
  for (let at = from; at < limit; at += BORDER_BLOCK) {
    // Behind the end of the file lie zeros, which separate.
    bytes.fill(0, readSync(descriptor, bytes, 0, bytes.length, at));
    for (let i = 0; i < BORDER_BLOCK; i++) if (isSeparator(bytes, i)) return at + i;
  }
  return limit;
}

/** Counts from `begin` to `end`, two borders, a block at a time; what may go on in the next block is kept. */
function scanRange(descriptor: number, begin: number, end: number, into: Spellings): void {
  let bytes = new Uint8Array(BLOCK);
  let kept = 0;
  for (let position = begin; ; ) {
    const room = bytes.length - LOOKAHEAD - kept;
    const read = readSync(descriptor, bytes, kept, Math.min(room, end - position), position);
    position += read;
    const length = kept + read;
    // Behind the last word nothing may stand that goes on with it.
    bytes.fill(0, length);
    const counted = scanWords(bytes, read === 0 ? length : length - LOOKAHEAD, into);
    if (read === 0) return;
    if (counted === 0) bytes = twiceAsLong(bytes);
    bytes.copyWithin(0, counted, length);
    kept = length - counted;
  }
}

/** For a word that fills it. */
function twiceAsLong(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const longer = new Uint8Array(2 * bytes.length);
  longer.set(bytes);
  return longer;
}

const encoder = new TextEncoder();

/** Once for each spelling, not for each word. */
function merged({ plain, other }: Spellings): WordTable {
  other.forEach((bytes, start, end, _hash, count) => {
    const word = encoder.encode(textOf(bytes, start, end).toLowerCase().normalize('NFC'));
    plain.add(word, 0, word.length, hashOf(word, 0, word.length), count);
  });
  return plain;
}
