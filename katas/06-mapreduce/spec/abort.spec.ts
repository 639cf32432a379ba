import { kataSeed, rejectionOf, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { countWords, map } from '#kata';
import { expectCounts } from './expectations.ts';
import { ASCII_LETTERS, countNaively, randomText } from './expected.ts';
import { holeyFile, textFiles } from './files.ts';

const random = seededRandom(kataSeed());
const MIB = 1 << 20;

/** Minutes of work: a call that does not stop runs into its time limit. */
async function farTooMuch(): Promise<string[]> {
  return Promise.all(Array.from({ length: 1200 }, (_, i) => holeyFile(`file ${i}`, 64 * MIB)));
}

describe('abort', () => {
  it('a signal aborted beforehand rejects with its reason and starts nothing', async () => {
    const reason = new Error('changed my mind');
    const [file] = await textFiles('one');
    // Nothing is started, so nobody finds out that the second one is missing.
    const files = [file!, `${file}-that-is-missing`];
    let heard = 0;
    const options = { workers: 2, signal: AbortSignal.abort(reason), onProgress: () => void heard++ };
    const error = await rejectionOf(() => countWords(files, options), 'an aborted call');
    expect(error, 'the call must reject with signal.reason itself').toBe(reason);
    expect(heard, 'files were counted although the signal was aborted').toBe(0);
  });

  it('an abort between files rejects with the reason, and nothing is heard afterwards', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    let heard = 0;
    const onProgress = ({ done }: { done: number }) => {
      heard++;
      if (done === 2) controller.abort(reason);
    };
    const files = await farTooMuch();
    const options = { workers: 2, signal: controller.signal, onProgress };
    const error = await rejectionOf(() => countWords(files, options), 'an aborted call');
    expect(error, 'the call must reject with signal.reason itself').toBe(reason);
    const heardAtTheEnd = heard;
    const [small] = await textFiles('one two');
    await countWords([small!, small!], { workers: 2 });
    expect(heard, 'onProgress was called after the promise had settled').toBe(heardAtTheEnd);
  });

  it('an abort in the middle of a file does not wait for the file', async () => {
    const controller = new AbortController();
    const huge = await holeyFile('one two', 65_536 * MIB);
    const [small] = await textFiles('one two');
    const options = { workers: 2, signal: controller.signal };
    const outcome = rejectionOf(() => countWords([huge], options), 'an aborted call');
    const [error] = await Promise.all([outcome, map(small!).then(() => controller.abort())]);
    expect(error, 'the call must reject with an AbortError').toMatchObject({ name: 'AbortError' });
  });

  it('an aborted call leaves the next one whole', async () => {
    const controller = new AbortController();
    const options = { workers: 2, signal: controller.signal, onProgress: () => controller.abort() };
    const files = await farTooMuch();
    await rejectionOf(() => countWords(files, options), 'an aborted call');
    const text = randomText(random, 2000, ASCII_LETTERS);
    const [file] = await textFiles(text);
    expectCounts(await countWords([file!], { workers: 2 }), countNaively(text), 'countWords after an aborted call');
  });
});
