/** Runs inside the workers and on the main thread alike: pure, no I/O. */

import { FOLDED, isApostrophe, isContinuation, isLetter, isSeparator, LETTER, sequenceLength } from './utf8.ts';
import { HASH_SEED, hashed, hashOf, type WordTable } from './word-table.ts';

/** Bytes that must be zero behind what is scanned, so that no word and no sequence runs on into what lay there before. */
export const ZEROS_BEHIND = 4;

/**
 * Counts the words in `bytes[start]` up to `bytes[end]` as they are spelled, ASCII letters in lower case. No word may
 * cross either border. Most text is runs of ASCII letters, so they have a loop of their own.
 *
 * Folds ASCII letters in place.
 */
export function scanWords(bytes: Uint8Array, start: number, end: number, spellings: WordTable): void {
  let at = start;
  while (at < end) {
    let folded = FOLDED[bytes[at]!]!;
    // A loop of its own too: a file may hold few words.
    while (folded === 0 && ++at < end) folded = FOLDED[bytes[at]!]!;
    if (at >= end) return;
    const begin = at;
    let hash = HASH_SEED;
    while (folded >= LETTER) {
      bytes[at] = folded;
      hash = hashed(hash, folded);
      folded = FOLDED[bytes[++at]!]!;
    }
    if (folded !== 0) {
      const wordEnd = endOfWord(bytes, at, at > begin);
      if (wordEnd > at) {
        at = wordEnd;
        hash = hashOf(bytes, begin, at);
      }
    }
    if (at > begin) spellings.add(bytes, begin, at, hash, 1);
    // Also inside a separator of several bytes, since none of its bytes begins a letter.
    else at++;
  }
}

/**
 * Where the word ends that may go on at `at`, one letter at a time.
 *
 * @param isInside whether a letter came before, so that an apostrophe can be an inner one.
 */
function endOfWord(bytes: Uint8Array, from: number, isInside: boolean): number {
  let at = from;
  let canJoin = isInside;
  for (;;) {
    if (isLetter(bytes, at)) {
      foldAt(bytes, at);
      at += sequenceLength(bytes[at]!);
      canJoin = true;
      continue;
    }
    const next = at + sequenceLength(bytes[at]!);
    if (!canJoin || !isApostrophe(bytes, at) || !isLetter(bytes, next)) return at;
    at = next;
  }
}

function foldAt(bytes: Uint8Array, at: number): void {
  const folded = FOLDED[bytes[at]!]!;
  if (folded >= LETTER) bytes[at] = folded;
}

/** Where the first separator ends; −1 where none is whole. The first bytes may be the last ones of a letter. */
export function endOfFirstSeparator(bytes: Uint8Array, end: number): number {
  for (let at = 0; at < end; at++) {
    const next = at + sequenceLength(bytes[at]!);
    if (next <= end && !isContinuation(bytes[at]!) && isSeparator(bytes, at)) return next;
  }
  return -1;
}

/** Where the last separator before `end` ends; 0 where none is whole. What follows may be half a word or half a letter. */
export function endOfLastSeparator(bytes: Uint8Array, end: number): number {
  for (let at = end - 1; at >= 0; at--) {
    const next = at + sequenceLength(bytes[at]!);
    if (next <= end && !isContinuation(bytes[at]!) && isSeparator(bytes, at)) return next;
  }
  return 0;
}

const encoder = new TextEncoder();

/** The form in which a word is counted, lower case and NFC; `undefined` where ASCII alone says that it has that form. */
export function canonical(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  if (isAscii(bytes, start, end)) return undefined;
  return encoder.encode(textOf(bytes, start, end).toLowerCase().normalize('NFC'));
}

export function textOf({ buffer, byteOffset }: Uint8Array, start: number, end: number): string {
  return Buffer.from(buffer, byteOffset + start, end - start).toString();
}

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i]! >= 0x80) return false;
  return true;
}
