import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { kataSeed, rejectionOf, replayHint, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { compressFiles } from '#kata';
import { expectOnlyWhole } from './expectations.ts';
import { ENDLESS_BYTES, writeGiant } from './giants.ts';
import { reportOfAll } from './reports.ts';
import { outFolder, randomText, writeInputs } from './texts.ts';

const random = seededRandom(kataSeed());
const small = randomText(random, 3000);

function smallInputs(count: number): Promise<string[]> {
  return writeInputs(Object.fromEntries(Array.from({ length: count }, (_, i) => [`small-${i}`, small])));
}

/** Another whole call: a message or a file that is late has come by its end. */
async function letTimePass(): Promise<void> {
  await compressFiles(await writeInputs({ other: randomText(random, 200_000) }), { outDir: await outFolder('other') });
}

describe('progress', () => {
  it('tells of every file once, failed ones too: done counts 1, 2, … up to total', async () => {
    const paths = await smallInputs(random.int(5, 15));
    paths.splice(2, 0, join(paths[0]!, '..', 'missing'));
    const heard: unknown[] = [];
    await compressFiles(paths, {
      outDir: await outFolder(),
      workers: 3,
      onProgress: (progress) => void heard.push(progress),
    });
    const counts = paths.map((_, i) => ({ done: i + 1, total: paths.length }));
    expect(heard, `done and total of every progress ${replayHint()}`).toMatchObject(counts);
    const files = heard.map((progress) => (progress as { file: unknown }).file);
    expect(files.sort(), `the files of all progress ${replayHint()}`).toEqual(paths.sort());
  });

  it('is silent once the promise has settled', async () => {
    let heard = 0;
    const paths = await smallInputs(8);
    await compressFiles(paths, { outDir: await outFolder(), workers: 2, onProgress: () => void heard++ });
    const heardAtTheEnd = heard;
    await letTimePass();
    expect(heard, 'onProgress was called after the promise had settled').toBe(heardAtTheEnd);
    expect(heardAtTheEnd).toBe(8);
  });
});

describe('progress-throws', () => {
  it('an error thrown by onProgress rejects the call, stops the work and leaves nothing half-written', async () => {
    const endless = await writeGiant('endless', ENDLESS_BYTES);
    const outDir = await outFolder();
    let heard = 0;
    const onProgress = () => {
      heard++;
      throw new Error('no more, please');
    };
    const paths = [endless, ...(await smallInputs(6))];
    const error = await rejectionOf(
      () => compressFiles(paths, { outDir, workers: 2, onProgress }),
      'a throwing onProgress',
    );
    await expectOnlyWhole(outDir, [small]);
    expect(error).toMatchObject({ message: 'no more, please' });
    await letTimePass();
    expect(heard, 'onProgress was called again after it had thrown').toBe(1);
  });
});

describe('abort', () => {
  it('a signal aborted beforehand rejects with its reason and starts nothing', async () => {
    const reason = new Error('changed my mind');
    const outDir = await outFolder();
    let heard = 0;
    const options = { outDir, signal: AbortSignal.abort(reason), onProgress: () => void heard++ };
    const paths = await smallInputs(3);
    const error = await rejectionOf(() => compressFiles(paths, options), 'an aborted call');
    expect(error, 'the call must reject with signal.reason itself').toBe(reason);
    await expectOnlyWhole(outDir, []);
    expect(heard, 'files were compressed although the signal was aborted').toBe(0);
    expect(existsSync(outDir), 'outDir was made although the signal was aborted').toBe(false);
  });

  it('in the middle of a file it does not wait for the file, and leaves none half-written', async () => {
    const endless = [await writeGiant('endless-0', ENDLESS_BYTES), await writeGiant('endless-1', ENDLESS_BYTES)];
    const reason = new Error('enough');
    const controller = new AbortController();
    const outDir = await outFolder();
    let heard = 0;
    const onProgress = () => {
      heard++;
      controller.abort(reason);
    };
    const paths = [...endless, ...(await smallInputs(2))];
    const options = { outDir, workers: 3, onProgress, signal: controller.signal };
    const error = await rejectionOf(() => compressFiles(paths, options), 'an aborted call');
    // At once: all must be cleared away before the promise rejects.
    await expectOnlyWhole(outDir, [small]);
    expect(error, 'the call must reject with signal.reason itself').toBe(reason);
    await letTimePass();
    await expectOnlyWhole(outDir, [small]);
    expect(heard, 'onProgress was called after the abort').toBe(1);
  });

  it('an aborted call leaves the next one whole', async () => {
    const controller = new AbortController();
    const paths = await smallInputs(6);
    const options = { workers: 2, signal: controller.signal, onProgress: () => controller.abort() };
    await rejectionOf(
      async () => compressFiles(paths, { outDir: await outFolder('one'), ...options }),
      'an aborted call',
    );
    await reportOfAll(paths, { outDir: await outFolder('two'), workers: 2 });
  });
});
