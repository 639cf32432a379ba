import { kataSeed, seededRandom } from '@paralelo/testkit';
import { describe, it } from 'vitest';
import { countWords, map } from '#kata';
import { expectCounts } from './expectations.ts';
import { ASCII_LETTERS, countNaively, randomText, WIDE_GAPS, WIDE_LETTERS } from './expected.ts';
import { holeyFile, textFiles } from './files.ts';

const random = seededRandom(kataSeed());
const MIB = 1 << 20;

describe('boundaries', () => {
  it('a word that straddles a read boundary is one word, wherever that lies', async () => {
    const text = randomText(random, 250_000, ASCII_LETTERS);
    const [file] = await textFiles(text);
    const expected = countNaively(text);
    expectCounts(await map(file!), expected, 'map of a file of some 2 MB');
    expectCounts(await countWords([file!], { workers: 3 }), expected, 'countWords of a file of some 2 MB');
  });

  it('a letter of several bytes that straddles a read boundary stays whole', async () => {
    // Moved by one byte each time: a boundary that falls between two letters once falls into one of them next.
    const texts = ['', '.', '..', '...'].map((start) => start + randomText(random, 25_000, WIDE_LETTERS));
    const files = await textFiles(...texts);
    const expected = countNaively(...texts);
    expectCounts(
      await countWords(files, { workers: 2 }),
      expected,
      'countWords of files with letters of several bytes',
    );
    expectCounts(await map(files[1]!), countNaively(texts[1]!), 'map of a file with letters of several bytes');
  });

  it('a boundary may lie at any byte: in a letter, beside an apostrophe, in what separates', async () => {
    // 13 bytes, and no power of 2 is a multiple of 13: boundaries at regular distances come to each of them. The one at 4 MiB lies
    // inside the dash, inside an é, inside the apostrophe.
    const unit = 'l’été— ';
    const times = Math.ceil((4.25 * MIB) / Buffer.byteLength(unit));
    const files = await textFiles(...[0, 5, 8].map((spaces) => ' '.repeat(spaces) + unit.repeat(times)));
    expectCounts(await map(files[0]!), new Map([['l’été', times]]), `map of ${times} times "${unit}"`);
    for (const workers of [2, 5]) {
      const counts = await countWords(files, { workers });
      expectCounts(counts, new Map([['l’été', 3 * times]]), `countWords of three files, each ${times} times "${unit}"`);
    }
  });

  it('a boundary may lie inside what separates, also where no separator is a single byte', async () => {
    // 13 bytes: in 13 files of one length, each a byte further on, whatever byte a boundary falls on is each byte of it once.
    const unit = 'l’étés—';
    const small = Array.from({ length: 13 }, (_, spaces) => [spaces, 20_000] as const);
    // Their half lies a multiple of 13 before 4 MiB, where ranges of any lesser power of 2 end too: both fall before the dash,
    // then on its second byte, then on its third.
    const large = [0, 12, 11].map((spaces) => [spaces, 2 * (4 * MIB - 13 * 150_000)] as const);
    let times = 0;
    const texts = [...small, ...large].map(([spaces, bytes]) => {
      const units = Math.floor((bytes - spaces) / 13);
      times += units;
      return ' '.repeat(spaces) + unit.repeat(units) + ' '.repeat(bytes - spaces - 13 * units);
    });
    const files = await textFiles(...texts);
    for (const workers of [2, 3]) {
      const counts = await countWords(files, { workers });
      expectCounts(
        counts,
        new Map([['l’étés', times]]),
        `countWords of files with nothing but "${unit}" again and again`,
      );
    }
  });

  it('a text of many megabytes may have no separator of one byte', async () => {
    const text = randomText(random, 300_000, WIDE_LETTERS, WIDE_GAPS);
    const [file] = await textFiles(text);
    const counts = await countWords([file!], { workers: 4 });
    expectCounts(counts, countNaively(text), 'countWords of one line with separators like "，"');
  });

  it('a file may end a byte or two behind a boundary', async () => {
    for (const behind of [1, 2]) {
      const bytes = 4 * MIB + behind;
      const times = Math.floor((bytes - 3) / 3);
      const [file] = await textFiles(`${'of '.repeat(times)}end`.padStart(bytes));
      const expected = new Map([
        ['of', times],
        ['end', 1],
      ]);
      expectCounts(await countWords([file!], { workers: 4 }), expected, `countWords of 4 MiB and ${behind} bytes`);
    }
  });

  it('a word may be longer than what is read at once', async () => {
    // Longer than a part of the file, too.
    const long = 'wé'.repeat(random.int(530_000, 560_000));
    const text = `short ${long} ${long.toUpperCase()}\nshort`;
    const [file] = await textFiles(text);
    const options = { workers: 4 };
    expectCounts(await countWords([file!], options), countNaively(text), 'countWords of a file with a very long word');
  });
});

describe('memory', () => {
  it('a file that is larger than the memory is counted', async () => {
    const huge = await holeyFile('a few words', 832 * MIB);
    const expected = new Map(['a', 'few', 'words'].map((word) => [word, 1]));
    expectCounts(await countWords([huge], { workers: 2 }), expected, 'countWords of a file of 832 MiB');
  });
});
