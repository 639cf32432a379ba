import { type Alone, runToExit } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { endlessFile, textFiles } from './files.ts';

type Kata = Alone<typeof import('#kata')>;
describe('exit', () => {
  it('a process whose calls have settled ends by itself', async () => {
    const program = async ({ kata }: Kata, files: string[]) => {
      await kata.countWords(files, { workers: 2, reducers: 2 });
      await kata.shuffle([await kata.map(files[0]!)], { reducers: 1 });
      await kata.reduce(new Map([['be', [2, 1]]]));
      const onProgress = () => {
        throw new Error('no more, please');
      };
      await kata.countWords(files, { workers: 2, onProgress }).catch(() => {});
    };
    await runToExit(program, await textFiles('to be or not to be', 'be'));
  });

  it('a process whose call was aborted in the middle of a file ends by itself', async () => {
    const [small, endless] = [(await textFiles('one'))[0]!, await endlessFile()];
    const program = async ({ kata }: Kata, first: string, file: string) => {
      await kata.map(first);
      // In the middle of the file, or, on a machine that is busy, while workers start.
      const options = { workers: 2, signal: AbortSignal.timeout(300) };
      return kata.countWords([file], options).then(
        () => 'resolved',
        () => 'rejected',
      );
    };
    expect(await runToExit(program, small, endless), 'a call that was out of time').toBe('rejected');
  });
});
