import type { SeededRandom } from '@paralelo/testkit';

const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;

/** The words of texts that fit into memory, by one regular expression. */
export function countNaively(...texts: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [found] of text.matchAll(WORD)) {
      const word = found.toLowerCase().normalize('NFC');
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}

export const ASCII_LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Letters and marks of one to four bytes. */
export const WIDE_LETTERS = [...'aMéÑßж漢字हिक्', '\u0301', '\u{1d400}', '\u{20000}'];
const GAPS = [' ', ' ', ' ', '\n', ', ', '. ', '-', "' ", '_', ' 7 '];
/** What separates in two to four bytes, so that no byte of it separates by itself. */
export const WIDE_GAPS = ['，', '，', '。', '、', '\u3000', '—', '«', '’。', '\u{1f680}'];

/** A word of one to ten letters. */
export function randomWord(random: SeededRandom, letters: readonly string[]): string {
  return Array.from({ length: random.int(1, 11) }, () => letters[random.int(0, letters.length)]!).join('');
}

/** A text of `words` words drawn from a vocabulary of 300, parted by all sorts of things or by the given ones. */
export function randomText(random: SeededRandom, words: number, letters: readonly string[], gaps = GAPS): string {
  const vocabulary = Array.from({ length: 300 }, () => randomWord(random, letters));
  return Array.from({ length: words }, () => {
    return vocabulary[random.int(0, vocabulary.length)]! + gaps[random.int(0, gaps.length)]!;
  }).join('');
}
