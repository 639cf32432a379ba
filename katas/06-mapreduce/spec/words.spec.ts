import { kataSeed, seededRandom } from '@paralelo/testkit';
import { describe, it } from 'vitest';
import { countWords, map } from '#kata';
import { expectCounts } from './expectations.ts';
import { ASCII_LETTERS, countNaively, randomText, randomWord } from './expected.ts';
import { textFiles } from './files.ts';

const random = seededRandom(kataSeed());

/** Both ways to count one file agree with what is expected. */
async function expectWords(text: string, words: Record<string, number>): Promise<void> {
  const [file] = await textFiles(text);
  const expected = new Map(Object.entries(words));
  expectCounts(await map(file!), expected, `map of a file with ${JSON.stringify(text)}`);
  expectCounts(
    await countWords([file!], { workers: 2 }),
    expected,
    `countWords of a file with ${JSON.stringify(text)}`,
  );
}

describe('words', () => {
  it('digits, hyphens, underscores and whatever is no letter separate words', async () => {
    await expectWords('one-two_three4five(six)\tseven/eight\n\n* nine…ten', {
      one: 1,
      two: 1,
      three: 1,
      five: 1,
      six: 1,
      seven: 1,
      eight: 1,
      nine: 1,
      ten: 1,
    });
  });

  it('case makes no difference', async () => {
    await expectWords('The THE the tHe', { the: 4 });
  });

  it('words that every object has are words like any other', async () => {
    await expectWords('constructor toString constructor hasOwnProperty __proto__', {
      constructor: 2,
      tostring: 1,
      hasownproperty: 1,
      proto: 1,
    } as never);
  });

  it('a text that nobody knows beforehand is counted as a regular expression counts it', async () => {
    const text = randomText(random, 5000, ASCII_LETTERS);
    const [file] = await textFiles(text);
    expectCounts(await map(file!), countNaively(text), 'map of 5000 random words');
  });

  it('words that a hash cannot tell apart are two words', async () => {
    // Pairs with the same FNV-1a hash of 32 bits, the one that most tables of words use; in the last one, one begins the other.
    await expectWords('declinate macallums declinate costarring liquid bekiyflml be bekiyflml', {
      declinate: 2,
      macallums: 1,
      costarring: 1,
      liquid: 1,
      bekiyflml: 2,
      be: 1,
    });
  });

  it('a vocabulary may be large', async () => {
    // More words than a table that is made for a short text holds.
    const text = Array.from({ length: 30_000 }, () => randomWord(random, ASCII_LETTERS)).join(' ');
    const [file] = await textFiles(text);
    expectCounts(await map(file!), countNaively(text), 'map of 30,000 words, hardly any of them twice');
  });
});

describe('apostrophes', () => {
  it('an apostrophe inside a word belongs to it, straight or curly, and the two stay apart', async () => {
    await expectWords("don't don’t DON'T rock'n'roll D'Artagnan l’été", {
      "don't": 2,
      'don’t': 1,
      "rock'n'roll": 1,
      "d'artagnan": 1,
      'l’été': 1,
    });
  });

  it('an apostrophe at the edge of a word, beside another one or beside a digit separates', async () => {
    await expectWords("'quoted' dogs' ’tis two''words a'1 1'b c’’d x", {
      quoted: 1,
      dogs: 1,
      tis: 1,
      two: 1,
      words: 1,
      a: 1,
      b: 1,
      c: 1,
      d: 1,
      x: 1,
    });
  });
});

describe('unicode', () => {
  it('letters of every script make words, with their marks; other scripts of digits and emoji do not', async () => {
    // A mark is part of a word at its beginning, too.
    const marks = '1\u0301b \u0301a';
    await expectWords(`año naïve 漢字 हिन्दी Москва ١٢٣ x²y 🚀z p∪q \u{20000}\u{20001} \u0800\u{10000} 2ª µm ${marks}`, {
      año: 1,
      naïve: 1,
      漢字: 1,
      हिन्दी: 1,
      москва: 1,
      x: 1,
      y: 1,
      z: 1,
      p: 1,
      q: 1,
      '\u{20000}\u{20001}': 1,
      // The first letters that need three bytes, and four.
      '\u0800\u{10000}': 1,
      ª: 1,
      µm: 1,
      '\u0301b': 1,
      '\u0301a': 1,
    });
  });

  it('letters beyond ASCII have a lower case too', async () => {
    // Of the two small letters for Σ, the one that ends words.
    await expectWords('ÁRBOL árbol Ñu ñU ÇA ЖУК жук \u{10400}\u{10428} ΟΔΟΣ οδος', {
      árbol: 2,
      ñu: 2,
      ça: 1,
      жук: 2,
      '\u{10428}\u{10428}': 1,
      οδος: 2,
    });
  });

  it('composed and decomposed letters are the same word, given in NFC', async () => {
    // Their capitals are not composed, the small letters are.
    const small = 'J\u030c \u01f0 \u03aa\u0301 \u0390';
    await expectWords(
      `caf\u00e9 cafe\u0301 CAFE\u0301 \u00c5ngstr\u00f6m A\u030angstro\u0308m \u1112\u1161\u11ab ${small}`,
      {
        'caf\u00e9': 3,
        '\u00e5ngstr\u00f6m': 2,
        '\ud55c': 1,
        '\u01f0': 2,
        '\u0390': 2,
      },
    );
  });
});

describe('encoding', () => {
  it('CRLF and LF separate alike, also where a line holds one word', async () => {
    await expectWords('one\r\ntwo\r\none\ntwo\r\n', { one: 2, two: 2 });
  });

  it('a byte order mark is no part of the first word', async () => {
    await expectWords('\ufefffirst second first', { first: 2, second: 1 });
  });

  it('the last word counts without a newline behind it, and an empty file has no words', async () => {
    await expectWords('one two', { one: 1, two: 1 });
    await expectWords('é', { é: 1 });
    await expectWords('', {});
  });

  it('bytes that are no UTF-8 separate', async () => {
    // No lead at all, leads of two to four bytes that nothing follows, more than there is in Unicode.
    const broken = [[0xff], [0xc3], [0xe2, 0x82], [0xf5], [0xf4, 0x90, 0x80, 0x80], [0x80], [0xf0, 0x9f]];
    // Letters, if it were not for a lead that nobody may use, or for more bytes than they need.
    const forged = [
      [0xf8, 0x90, 0x80, 0x80],
      [0xc1, 0xa1],
      [0xe0, 0x81, 0xa1],
      [0xf0, 0x80, 0x81, 0xa1],
    ];
    const odd = [...broken, ...forged];
    const bytes = odd.map((these, i) => Buffer.concat([Buffer.from(`${'abcdefghijk'[i]}word`), Buffer.from(these)]));
    const [file] = await textFiles(Buffer.concat(bytes));
    const expected = new Map(odd.map((_, i) => [`${'abcdefghijk'[i]}word`, 1]));
    expectCounts(
      await countWords([file!], { workers: 2 }),
      expected,
      'words with bytes between them that are no UTF-8',
    );
    expectCounts(await map(file!), expected, 'map of the same file');
  });
});
