import { expectRefusal } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { countWords, map, shuffle } from '#kata';
import { expectCounts } from './expectations.ts';
import { holeyFile, textFiles } from './files.ts';

const NO_COUNTS = [0, -1, 1.5, NaN, Infinity, '2' as never];

/** Refused, and before any work. */
async function checkRefused(options: object, what: string): Promise<void> {
  const files = await textFiles('one', 'two', 'three');
  let heard = 0;
  const onProgress = () => void heard++;
  await expectRefusal(() => countWords(files, { onProgress, ...options }), `countWords with ${what}`);
  // Also where there is nothing to do.
  await expectRefusal(() => countWords([], { onProgress, ...options }), `countWords([]) with ${what}`);
  expect(heard, `${what}: files were counted before the option was refused`).toBe(0);
}

describe('bad-options', () => {
  it('workers that is no whole number from 1 up is refused before any work', async () => {
    for (const workers of NO_COUNTS) await checkRefused({ workers }, `workers: ${show(workers)}`);
  });

  it('reducers that is no whole number from 1 up is refused, by shuffle too', async () => {
    for (const reducers of NO_COUNTS) {
      await checkRefused({ reducers }, `reducers: ${show(reducers)}`);
      await expectRefusal(() => shuffle([], { reducers }), `shuffle with reducers: ${show(reducers)}`);
    }
  });

  it('onProgress that is no function is refused before any work', async () => {
    // One file of minutes: whoever tries to call it after a file runs into the time limit.
    const huge = await holeyFile('one', 2 ** 36);
    const onProgress = 'loud' as never;
    await expectRefusal(() => countWords([huge], { workers: 2, onProgress }), "countWords with onProgress: 'loud'");
  });

  it('files that is no list of paths is refused before any work', async () => {
    const [file] = await textFiles('one');
    for (const files of [undefined, file, 7, [file, 7]]) {
      let heard = 0;
      const onProgress = () => void heard++;
      const call = `countWords(${JSON.stringify(files)})`;
      await expectRefusal(() => countWords(files as never, { workers: 1, onProgress }), call);
      expect(heard, `${call}: a file was counted before the list was refused`).toBe(0);
    }
    await expectRefusal(() => map(7 as never), 'map(7)');
  });
});

describe('defaults', () => {
  it('an option that is undefined takes its default', async () => {
    const files = await textFiles('one two', 'two one');
    const nothing = { workers: undefined, reducers: undefined, onProgress: undefined, signal: undefined } as never;
    const expected = new Map([
      ['one', 2],
      ['two', 2],
    ]);
    expectCounts(await countWords(files, nothing), expected, 'countWords with options that are undefined');
    expectCounts(await countWords(files), expected, 'countWords without options');
    const groups = await shuffle([expected], { reducers: undefined } as never);
    expectCounts(
      new Map(groups.flatMap((group) => [...group]).map(([word, [count]]) => [word, count!])),
      expected,
      'shuffle with reducers: undefined',
    );
  });
});

function show(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}
