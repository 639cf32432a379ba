/** What bytes are in UTF-8 text, as far as words are concerned. A byte that belongs to no sequence separates. */

/** Smallest byte that `FOLDED` maps a letter to. */
export const LETTER = 0x61;
export const APOSTROPHE = 0x27;
/** Where a sequence of several bytes begins, or goes on. */
const WIDE = 1;
export const SEPARATOR = 0;

/** For each byte the lower-case letter that it stands for, or one of the three classes above. */
export const FOLDED = new Uint8Array(256).fill(WIDE, 0x80);
FOLDED[APOSTROPHE] = APOSTROPHE;
for (const byte of Buffer.from('abcdefghijklmnopqrstuvwxyz')) {
  FOLDED[byte] = byte;
  FOLDED[byte - 0x20] = byte;
}

const CURLY_APOSTROPHE = 0x2019;
/** There are no more in Unicode. */
const CODE_POINTS = 0x110000;
/** The first code point that needs so many bytes; who spends more on one writes no UTF-8. */
const FIRST_OF_LENGTH = [0, 0, 0x80, 0x800, 0x10000];

/** What a code point is; 0 where nobody has asked yet, so that a worker need not look at a million of them first. */
const kinds = new Uint8Array(CODE_POINTS);
const IS_SEPARATOR = 1;
const IS_LETTER = 2;
const IS_APOSTROPHE = 3;

function kindOf(codePoint: number): number {
  const known = kinds[codePoint]!;
  if (known !== 0) return known;
  if (codePoint === APOSTROPHE || codePoint === CURLY_APOSTROPHE) kinds[codePoint] = IS_APOSTROPHE;
  else kinds[codePoint] = /[\p{L}\p{M}]/u.test(String.fromCodePoint(codePoint)) ? IS_LETTER : IS_SEPARATOR;
  return kinds[codePoint]!;
}

/** Bytes of the sequence that begins with `lead`; 1 where none does. */
export function sequenceLength(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 1;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** Whether a letter or mark begins at `at`. Reads up to three bytes past it. */
export function isLetter(bytes: Uint8Array, at: number): boolean {
  return kindOf(codePointAt(bytes, at)) === IS_LETTER;
}

export function isApostrophe(bytes: Uint8Array, at: number): boolean {
  return kindOf(codePointAt(bytes, at)) === IS_APOSTROPHE;
}

/** Whether a separator begins at `at`; false where a sequence goes on. Reads up to three bytes past it. */
export function isSeparator(bytes: Uint8Array, at: number): boolean {
  return !isContinuation(bytes[at]!) && kindOf(codePointAt(bytes, at)) === IS_SEPARATOR;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** What is no code point counts as U+0000, which separates. */
function codePointAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  const length = sequenceLength(lead);
  if (length === 1) return lead < 0x80 ? lead : 0;
  let codePoint = lead & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i]!;
    if (!isContinuation(byte)) return 0;
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  return codePoint >= FIRST_OF_LENGTH[length]! && codePoint < CODE_POINTS ? codePoint : 0;
}
