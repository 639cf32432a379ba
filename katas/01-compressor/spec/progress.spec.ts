import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expectEarlyAbortHeard, kataSeed, rejectionOf, replayHint, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { compressFiles } from '#kata';
import type { CompressOptions } from '../src/index.ts';
import { expectOnlyWhole, must } from './expectations.ts';
import { ENDLESS_BYTES, PATIENCE_MS, writeGiant } from './giants.ts';
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

/**
 * Runs `stop` in the first progress of a call, which a small file begins: large ones that never end and other small ones are in
 * work by then, or wait.
 *
 * @returns what the call rejects with, and how often it has told of a file, so far
 */
async function stopInFirst(stop: () => void, large: number, options: CompressOptions) {
  const giants = Array.from({ length: large }, (_, i) => writeGiant(`endless-${i}`, ENDLESS_BYTES));
  const paths = await smallInputs(9);
  paths.splice(1, 0, ...(await Promise.all(giants)));
  const late = Promise.withResolvers<never>();
  const text = `onProgress was not called within ${PATIENCE_MS / 1000} s: small files must be done while a large one is in work`;
  const timer = setTimeout(() => late.reject(new Error(text)), PATIENCE_MS);
  let heard = 0;
  const onProgress = () => {
    clearTimeout(timer);
    heard++;
    if (heard === 1) stop();
  };
  const running = rejectionOf(
    () => compressFiles(paths, { ...options, workers: 6, onProgress }),
    'a call that is stopped',
  );
  const error = await Promise.race([running, late.promise]).finally(() => clearTimeout(timer));
  return { error, heard: () => heard };
}

describe('progress', () => {
  it('tells of every file once, failed ones too: done counts 1, 2, … up to total', async () => {
    const paths = await smallInputs(random.int(5, 15));
    paths.splice(2, 0, join(paths[0]!, '..', 'missing'));
    const heard: unknown[] = [];
    await compressFiles([...paths], {
      outDir: await outFolder(),
      workers: 3,
      onProgress: (progress) => void heard.push(progress),
    });
    const counts = paths.map((_, i) => ({ done: i + 1, total: paths.length }));
    expect(heard, `done and total of every progress ${replayHint()}`).toMatchObject(counts);
    const files = heard.map((progress) => (progress as { file: unknown }).file);
    expect(files.sort(), `the files of all progress, by name ${replayHint()}`).toEqual(paths.sort());
  });

  it('tells of a file when its output has its name', async () => {
    const paths = await smallInputs(random.int(5, 15));
    const outDir = await outFolder();
    const there: number[] = [];
    const onProgress = () => void there.push(readdirSync(outDir).filter((name) => name.endsWith('.gz')).length);
    await compressFiles(paths, { outDir, workers: 3, onProgress });
    const early = there.findIndex((outputs, i) => outputs < i + 1);
    const text = `onProgress had told of ${early + 1} files, and outDir had ${there[early]} outputs`;
    must(early === -1, `an output must have its name when onProgress tells of its file: ${text} ${replayHint()}`);
  });

  it('is silent once the promise has settled', async () => {
    let heard = 0;
    const paths = await smallInputs(8);
    await compressFiles(paths, { outDir: await outFolder(), workers: 2, onProgress: () => void heard++ });
    const heardAtTheEnd = heard;
    await letTimePass();
    expect(heard, 'onProgress was called after the promise had settled').toBe(heardAtTheEnd);
    expect(heardAtTheEnd, 'calls of onProgress for 8 files').toBe(8);
  });
});

describe('progress-throws', () => {
  it('an error thrown by onProgress rejects the call, stops the work and leaves nothing half-written', async () => {
    const thrown = new Error('no more, please');
    const outDir = await outFolder();
    const stop = () => {
      throw thrown;
    };
    const { error, heard } = await stopInFirst(stop, 1, { outDir });
    await expectOnlyWhole(outDir, [small]);
    expect(error, 'the call must reject with what onProgress threw').toBe(thrown);
    await letTimePass();
    expect(heard(), 'calls of onProgress: none after the one that threw').toBe(1);
  });

  it('the error counts also where nothing is left to stop: in the progress of the last file', async () => {
    const thrown = new Error('not even one');
    const outDir = await outFolder();
    const onProgress = () => {
      throw thrown;
    };
    const paths = await smallInputs(1);
    const error = await rejectionOf(() => compressFiles(paths, { outDir, onProgress }), 'a throwing onProgress');
    expect(error, 'the call must reject with what onProgress threw').toBe(thrown);
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
    must(!existsSync(outDir), 'outDir was made although the signal was aborted');
  });

  it('as soon as the call has begun it is heard as well', async () => {
    const paths = [await writeGiant('endless', ENDLESS_BYTES)];
    const outDir = await outFolder();
    await expectEarlyAbortHeard(
      'compressFiles',
      (signal) => () => compressFiles(paths, { outDir, workers: 2, signal }),
    );
    await expectOnlyWhole(outDir, []);
  });

  it('in the middle of a file it does not wait for the file, and leaves none half-written', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const outDir = await outFolder();
    const stop = () => controller.abort(reason);
    const { error, heard } = await stopInFirst(stop, 2, { outDir, signal: controller.signal });
    // At once: all must be cleared away before the promise rejects.
    await expectOnlyWhole(outDir, [small]);
    expect(error, 'the call must reject with signal.reason itself').toBe(reason);
    await letTimePass();
    await expectOnlyWhole(outDir, [small]);
    expect(heard(), 'calls of onProgress: none after the abort').toBe(1);
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
