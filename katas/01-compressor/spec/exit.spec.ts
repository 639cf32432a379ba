import { join } from 'node:path';
import { type Alone, runToExit, scratch } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { ENDLESS_BYTES, writeGiant } from './giants.ts';
import { outFolder, writeInputs } from './texts.ts';

type Kata = Alone<typeof import('#kata')>;

describe('exit', () => {
  it('a process whose calls have settled ends by itself', async () => {
    const program = async ({ kata }: Kata, dir: string, outDir: string) => {
      const paths = await kata.createSampleFiles(dir, { count: 3, bytesEach: 10_000 });
      await kata.compressFiles(paths, { outDir, workers: 2 });
    };
    await runToExit(program, join(await scratch(), 'samples'), await outFolder());
  });

  it('a process whose call was aborted in the middle of a file ends by itself', async () => {
    const endless = await writeGiant('endless', ENDLESS_BYTES);
    const [small] = await writeInputs({ small: Buffer.from('small') });
    const program = async ({ kata }: Kata, first: string, file: string, outDir: string) => {
      await kata.compressFiles([first], { outDir });
      // In the middle of the file, or, on a machine that is busy, while workers start.
      const options = { outDir, workers: 2, signal: AbortSignal.timeout(300) };
      return kata.compressFiles([file], options).then(
        () => 'resolved',
        () => 'rejected',
      );
    };
    const fate = await runToExit(program, small!, endless, await outFolder());
    expect(fate, 'a call that was out of time').toBe('rejected');
  });

  it('a process whose onProgress has thrown in the middle of a file ends by itself', async () => {
    const endless = await writeGiant('endless', ENDLESS_BYTES);
    const [small] = await writeInputs({ small: Buffer.from('small') });
    const program = async ({ kata }: Kata, paths: string[], outDir: string) => {
      await kata.compressFiles([paths[0]!], { outDir });
      const onProgress = () => {
        throw new Error('no more, please');
      };
      return kata.compressFiles(paths, { outDir, workers: 2, onProgress }).then(
        () => 'resolved',
        () => 'rejected',
      );
    };
    const fate = await runToExit(program, [small!, endless], await outFolder());
    expect(fate, 'a call whose onProgress threw').toBe('rejected');
  });
});
