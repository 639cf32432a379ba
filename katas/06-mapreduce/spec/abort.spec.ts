import { type Alone, expectEarlyAbortHeard, kataSeed, rejectionOf, runToExit, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { countWords, map } from '#kata';
import { expectCounts } from './expectations.ts';
import { ASCII_LETTERS, countNaively, randomText } from './expected.ts';
import { endlessFile, farTooMuch, textFiles } from './files.ts';

const random = seededRandom(kataSeed());

/** Aborts a call with minutes of work, at the moment it tells of so many files. */
async function abortAt(files: number, reason: unknown) {
  const controller = new AbortController();
  const told = { times: 0 };
  const onProgress = ({ done }: { done: number }) => {
    told.times++;
    if (done === files) controller.abort(reason);
  };
  const list = await farTooMuch();
  const call = () => countWords(list, { workers: 2, signal: controller.signal, onProgress });
  const error = await rejectionOf(call, 'an aborted call').catch((hanging) => {
    expect(told.times, 'nothing was aborted: onProgress was never called, though files were counted').not.toBe(0);
    throw hanging;
  });
  return { error, told };
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

  it('an abort is heard as soon as the call has begun, when no worker can have started', async () => {
    const files = [await endlessFile()];
    await expectEarlyAbortHeard('countWords', (signal) => () => countWords(files, { workers: 2, signal }));
  });

  it('an abort between files rejects with the reason; nothing is heard afterwards, and the next call is whole', async () => {
    const reason = new Error('enough');
    const { error, told } = await abortAt(2, reason);
    expect(error, 'the call must reject with signal.reason itself').toBe(reason);
    const toldAtTheEnd = told.times;
    const text = randomText(random, 2000, ASCII_LETTERS);
    const [file] = await textFiles(text);
    expectCounts(await countWords([file!], { workers: 2 }), countNaively(text), 'countWords after an aborted call');
    expect(told.times, 'onProgress was called after the promise had settled').toBe(toldAtTheEnd);
  });

  it('an abort in the middle of a file does not wait for the file, and then nothing works on', async () => {
    const controller = new AbortController();
    const huge = await endlessFile();
    const [small] = await textFiles('one two');
    let heard = 0;
    const options = { workers: 2, signal: controller.signal, onProgress: () => void heard++ };
    const outcome = rejectionOf(() => countWords([huge], options), 'an aborted call');
    // Not `countWords`: what that leaves behind is a matter of `exit`.
    const [error] = await Promise.all([outcome, map(small!).finally(() => controller.abort())]);
    expect(error, 'the call must reject with an AbortError').toMatchObject({ name: 'AbortError' });
    expect(heard, 'onProgress was called for a file that is still being counted').toBe(0);
    const program = async ({ kata, atRest }: Alone<typeof import('#kata')>, small: string, endless: string) => {
      await kata.map(small);
      // In the middle of the file, or, on a machine that is busy, while workers start.
      const options = { workers: 2, signal: AbortSignal.timeout(300) };
      const fate = await kata.countWords([endless], options).then(
        () => 'resolved',
        () => 'rejected',
      );
      await atRest();
      return fate;
    };
    expect(await runToExit(program, small!, huge), 'a call that was out of time').toBe('rejected');
  });
});
