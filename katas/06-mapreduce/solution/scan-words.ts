/** Runs inside the workers and on the main thread alike: pure, no I/O. */

import { FOLDED, isApostrophe, isLetter, LETTER, SEPARATOR, sequenceLength } from './utf8.ts';
import { HASH_SEED, hashed, hashOf, type WordTable } from './word-table.ts';

/** Whether a word ends is seen in so many bytes behind it: an apostrophe of three and a letter of four. */
export const LOOKAHEAD = 7;

/** The words that were found, by their spellings. */
export interface Spellings {
  /** Nothing but ASCII letters, in lower case: the form that is counted. */
  readonly plain: WordTable;
  /** All other words, as they are written. */
  readonly other: WordTable;
}

/**
 * Counts the words that begin at the start of `bytes` or later and end at `end` or before. Most text is runs of ASCII letters,
 * so they have a loop of their own. Folds ASCII letters in place, and looks at `LOOKAHEAD` bytes behind `end`.
 *
 * @returns where the first word begins that was not counted; `end` or more where there is none.
 */
export function scanWords(bytes: Uint8Array, end: number, { plain, other }: Spellings): number {
  let at = 0;
  while (at < end) {
    let folded = FOLDED[bytes[at]!]!;
    // A loop of its own too, since a file may hold few words. What it ended at is kept: to look again costs a tenth.
    while (folded === SEPARATOR && ++at < end) folded = FOLDED[bytes[at]!]!;
    if (folded === SEPARATOR) break;
    const begin = at;
    let hash = HASH_SEED;
    while (folded >= LETTER) {
      bytes[at] = folded;
      hash = hashed(hash, folded);
      folded = FOLDED[bytes[++at]!]!;
    }
    let table = plain;
    if (folded !== SEPARATOR) {
      table = other;
      at = endOfWord(bytes, at, at > begin);
      hash = hashOf(bytes, begin, at);
    }
    if (at > end) return begin;
    if (at > begin) table.add(bytes, begin, at, hash, 1);
    // Also inside a separator of several bytes, since none of its bytes begins a letter.
    else at++;
  }
  return at;
}

/**
 * Where the word ends that may go on at `from`, one letter at a time.
 *
 * @param isInside whether a letter came before, so that an apostrophe can be an inner one.
 */
function endOfWord(bytes: Uint8Array, from: number, isInside: boolean): number {
  let at = from;
  let canJoin = isInside;
  for (;;) {
    const next = at + sequenceLength(bytes[at]!);
    if (isLetter(bytes, at)) canJoin = true;
    else if (!canJoin || !isApostrophe(bytes, at) || !isLetter(bytes, next)) return at;
    at = next;
  }
}
