import { existsSync } from 'node:fs';
import { inspect } from 'node:util';
import { expectRefusal, kataSeed, replayHint, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { compressFiles } from '#kata';
import type { CompressOptions } from '../src/index.ts';
import { expectHolds, must } from './expectations.ts';
import { reportOfAll } from './reports.ts';
import { outFolder, randomText, writeInputs } from './texts.ts';

const random = seededRandom(kataSeed());
const text = randomText(random, 20_000);

/** Fails unless the options are refused before outDir was made and anything was told. */
async function checkRefused(options: Partial<Record<keyof CompressOptions, unknown>>): Promise<void> {
  const paths = await writeInputs({ [`${show(options)}.txt`]: text });
  const outDir = await outFolder();
  let heard = 0;
  const all = { outDir, onProgress: () => void heard++, ...options } as CompressOptions;
  await expectRefusal(() => compressFiles(paths, all), `compressFiles with ${show(options)}`);
  // Also where there is nothing to do.
  await expectRefusal(() => compressFiles([], all), `compressFiles([]) with ${show(options)}`);
  expect(heard, `${show(options)}: files were compressed before the option was refused`).toBe(0);
  must(!existsSync(outDir), `${show(options)}: outDir was made before the option was refused`);
}

function show(options: object): string {
  const shown = Object.entries(options).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? `'${value}'` : String(value)}`,
  );
  return `{ ${shown.join(', ')} }`;
}

describe('bad-options', () => {
  it('an algorithm that is none of the four is refused', async () => {
    for (const algorithm of ['rar', '', 'toString', 7]) await checkRefused({ algorithm });
  });

  it('a level that the algorithm does not have is refused', async () => {
    for (const level of [-1, 10, 1.5, NaN, '6']) await checkRefused({ level });
    await checkRefused({ algorithm: 'deflate', level: 10 });
    await checkRefused({ algorithm: 'brotli', level: 12 });
    for (const level of [0, 23]) await checkRefused({ algorithm: 'zstd', level });
  });

  it('workers that is no whole number from 1 up is refused', async () => {
    for (const workers of [0, -1, 1.5, NaN, Infinity, '2']) await checkRefused({ workers });
  });

  it('onProgress that is no function is refused', async () => {
    await checkRefused({ onProgress: 'loud' });
  });

  it('outDir is required', async () => {
    for (const outDir of [undefined, '', 7]) {
      const options = { outDir } as unknown as CompressOptions;
      await expectRefusal(() => compressFiles([], options), `compressFiles with ${show(options)}`);
    }
  });

  it('paths must be a list of paths', async () => {
    const outDir = await outFolder();
    for (const paths of ['a.txt', undefined, new Set(['a.txt']), [7], ['']]) {
      await expectRefusal(() => compressFiles(paths as never, { outDir }), `compressFiles(${inspect(paths)})`);
    }
    must(!existsSync(outDir), 'outDir was made before the paths were refused');
  });
});

describe('defaults', () => {
  it('an option that is undefined takes its default: gzip, at a level of your choice', async () => {
    const outDir = await outFolder();
    const options = { algorithm: undefined, level: undefined, workers: undefined, onProgress: undefined };
    const paths = await writeInputs({ 'a.txt': text });
    const { files } = await reportOfAll(paths, { outDir, ...options, signal: undefined } as never);
    const bytes = await expectHolds(files[0]!.output, text, { outDir });
    expect(bytes, `by default it compresses a text of ${text.length} bytes ${replayHint()}`).toBeLessThan(
      text.length * 0.7,
    );
  });
});
