import { type Alone, kataSeed, rejectionOf, replayHint, runToExit, seededRandom, settled } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { countWords } from '#kata';
import { expectCounts } from './expectations.ts';
import { ASCII_LETTERS, countNaively, randomText } from './expected.ts';
import { farTooMuch, holeyFile, textFiles } from './files.ts';

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

  it('tells of no file whose words are never counted', async () => {
    let heard = 0;
    const options = { workers: 2, onProgress: () => void heard++ };
    const [small] = await textFiles('one two');
    await countWords([small!], options);
    const missing = [`${small}-that-is-missing`];
    await rejectionOf(() => countWords(missing, options), 'countWords of a missing file');
    const what =
      'calls of onProgress, which tells of files that are counted: one that is there, and one that is missing';
    expect(heard, what).toBe(1);
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
  it('an error thrown by onProgress rejects the call, which then tells nothing more', async () => {
    const files = await farTooMuch();
    const thrown = new Error('no more, please');
    let heard = 0;
    const onProgress = () => {
      if (++heard === 1) throw thrown;
    };
    const call = () => countWords(files, { workers: 2, onProgress });
    const error = await rejectionOf(call, 'a call whose onProgress has thrown at the first file').catch((hanging) => {
      expect(heard, 'nothing was thrown: onProgress was never called, though files were counted').not.toBe(0);
      throw hanging;
    });
    expect(error, 'the call must reject with the very error that onProgress threw').toBe(thrown);
    const heardAtTheEnd = heard;
    const [small] = await textFiles('one two');
    await countWords([small!, small!], { workers: 2 });
    expect(heard, 'onProgress was called after the promise had settled').toBe(heardAtTheEnd);
  });

  it('an error thrown for the last file rejects the call as well', async () => {
    const files = await textFiles(...randomTexts(5));
    const thrown = new Error('not even the last one');
    const onProgress = ({ done, total }: { done: number; total: number }) => {
      if (done === total) throw thrown;
    };
    const call = () => countWords(files, { workers: 2, onProgress });
    const error = await rejectionOf(call, 'a call whose onProgress throws at the last file');
    expect(error, 'the call must reject with the very error that onProgress threw').toBe(thrown);
  });

  it('once a call has rejected with what onProgress threw, nothing works on', async () => {
    const program = async ({ kata, atRest }: Alone<typeof import('#kata')>, files: string[]) => {
      const onProgress = () => {
        throw new Error('no more, please');
      };
      const fate = await kata.countWords(files, { workers: 2, onProgress }).then(() => 'no error', String);
      await atRest();
      return fate;
    };
    const fate = await runToExit(program, await farTooMuch());
    expect(fate, 'the call must reject with what onProgress threw').toContain('no more, please');
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

  it('a call that is aborted, or whose onProgress throws, does not disturb another one', async () => {
    // A moment of work each, so that the others end in the middle of it; theirs tell of a file much more often.
    const files = await Promise.all(Array.from({ length: 32 }, () => holeyFile('one two', 2 ** 20)));
    const others = await Promise.all(Array.from({ length: 600 }, () => holeyFile('three', 2 ** 18)));
    const controller = new AbortController();
    let isBegun = false;
    const abort = () => isBegun && controller.abort();
    const fail = () => {
      if (isBegun) throw new Error('no more, please');
    };
    const onProgress = () => {
      isBegun = true;
    };
    const [answer] = await Promise.all([
      settled(countWords(files, { workers: 2, onProgress }), 'a call beside two that end early').catch(String),
      // Whether they do end is for other rules to say.
      countWords(others, { workers: 2, signal: controller.signal, onProgress: abort }).catch(() => {}),
      countWords(others, { workers: 2, onProgress: fail }).catch(() => {}),
    ]);
    const what = 'countWords, beside a call that is aborted and one whose onProgress throws';
    if (typeof answer === 'string') expect.fail(`${what}, must give the counts; it rejected with ${answer}`);
    const expected = new Map(['one', 'two'].map((word) => [word, files.length]));
    expectCounts(answer, expected, what);
  });
});
