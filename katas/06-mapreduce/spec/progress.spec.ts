import { kataSeed, rejectionOf, replayHint, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { countWords } from '#kata';
import { expectCounts } from './expectations.ts';
import { ASCII_LETTERS, countNaively, randomText } from './expected.ts';
import { textFiles } from './files.ts';

const random = seededRandom(kataSeed());

function randomTexts(count: number): string[] {
  return Array.from({ length: count }, () => randomText(random, random.int(0, 300), ASCII_LETTERS));
}

describe('progress', () => {
  it('tells of every file once: done counts 1, 2, … up to total', async () => {
    const count = random.int(10, 40);
    // The first one is large, so that it may well be counted in parts, and still is one file.
    const files = await textFiles(randomText(random, 200_000, ASCII_LETTERS), ...randomTexts(count - 1));
    const heard: { done: number; total: number }[] = [];
    await countWords(files, { workers: 2, onProgress: (progress) => void heard.push(progress) });
    const done = heard.map((progress) => progress?.done);
    const totals = [...new Set(heard.map((progress) => progress?.total))];
    expect(done, `the done of every progress ${replayHint()}`).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    expect(totals, `total must be the number of files ${replayHint()}`).toEqual([count]);
  });

  it('is silent once the promise has settled', async () => {
    const files = await textFiles(...randomTexts(20));
    let heard = 0;
    await countWords(files, { workers: 2, onProgress: () => void heard++ });
    const heardAtTheEnd = heard;
    // Another whole call gives a late message time to arrive.
    await countWords(files, { workers: 2 });
    expect(heard, 'onProgress was called after the promise had settled').toBe(heardAtTheEnd);
  });
});

describe('progress-throws', () => {
  it('an error thrown by onProgress rejects the call and ends the progress', async () => {
    const files = await textFiles(...randomTexts(200));
    let heard = 0;
    const onProgress = () => {
      heard++;
      throw new Error('no more, please');
    };
    const error = await rejectionOf(() => countWords(files, { workers: 2, onProgress }), 'a throwing onProgress');
    expect(error, 'it must reject with what onProgress threw').toMatchObject({ message: 'no more, please' });
    const heardAtTheEnd = heard;
    await countWords(files, { workers: 2 });
    expect(heard, 'onProgress was called after the promise had settled').toBe(heardAtTheEnd);
  });
});

describe('independent-calls', () => {
  it('calls that run at the same time do not disturb each other', async () => {
    const texts = Array.from({ length: 3 }, () => randomTexts(8));
    const lists = await Promise.all(texts.map((list) => textFiles(...list)));
    const answers = await Promise.all(lists.map((files) => countWords(files, { workers: 2 })));
    answers.forEach((answer, i) => {
      expectCounts(answer, countNaively(...texts[i]!), `countWords, call ${i + 1} of three at the same time`);
    });
  });
});
