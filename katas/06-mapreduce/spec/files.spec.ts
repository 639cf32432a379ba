import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { type Alone, kataSeed, rejectionOf, runToExit, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { countWords, map } from '#kata';
import { expectCounts } from './expectations.ts';
import { ASCII_LETTERS, countNaively, randomText } from './expected.ts';
import { silentPipe, textFiles } from './files.ts';

const random = seededRandom(kataSeed());
/** More than anyone would hold the parts of until the end. */
const MANY = 150;

function randomTexts(count: number): string[] {
  return Array.from({ length: count }, () => randomText(random, random.int(0, 500), ASCII_LETTERS));
}

describe('files', () => {
  it('the words of all files are added up, whatever the number of workers and reducers', async () => {
    const texts = randomTexts(MANY);
    const files = await textFiles(...texts);
    const expected = countNaively(...texts);
    for (const options of [{ workers: 1 }, { workers: 3, reducers: 2 }, { workers: 2, reducers: 7 }]) {
      expectCounts(await countWords(files, options), expected, `countWords(${MANY} files, ${JSON.stringify(options)})`);
    }
  });

  it('a file that is listed twice counts twice', async () => {
    const [text, other] = randomTexts(2) as [string, string];
    const [file, another] = (await textFiles(text, other)) as [string, string];
    const expected = countNaively(text, text, other);
    expectCounts(await countWords([file, another, file], { workers: 2 }), expected, 'countWords([a, b, a])');
  });

  it('without files there are no words and no progress', async () => {
    let heard = 0;
    const onProgress = () => void heard++;
    expectCounts(await countWords([], { workers: 2, onProgress }), new Map(), 'countWords([])');
    expect(heard, 'calls of onProgress for an empty list').toBe(0);
  });
});

describe('system-tools', () => {
  it('on plain ASCII the counts are those of tr, sort and uniq', async () => {
    const text = randomText(random, 20_000, ASCII_LETTERS).replaceAll("'", ' ');
    const lines = execFileSync('sh', ['-c', `tr 'A-Z' 'a-z' | tr -cs 'a-z' '\\n' | sort | uniq -c`], {
      input: text,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    });
    const expected = new Map<string, number>();
    for (const [, count, word] of lines.matchAll(/^ *(\d+) ([a-z]+)$/gm)) expected.set(word!, Number(count));
    const counts = await countWords(await textFiles(text), { workers: 2 });
    expectCounts(counts, expected, 'countWords, beside tr, sort and uniq');
  });
});

describe('unreadable', () => {
  it('a file that is missing rejects the whole call and is named', async () => {
    const files = await textFiles(...randomTexts(6));
    const missing = `${files[0]}-that-is-missing`;
    const error = await rejectionOf(() => countWords([...files, missing], { workers: 2 }), 'a missing file');
    expect(String(error), 'the error must name the file').toContain(missing);
    const ofMap = await rejectionOf(() => map(missing), 'map of a missing file');
    expect(String(ofMap), 'the error of map must name the file').toContain(missing);
  });

  it('a folder in the place of a file rejects the whole call and is named', async () => {
    const files = await textFiles(...randomTexts(6));
    const folder = dirname(files[0]!);
    const error = await rejectionOf(() => countWords([...files, folder], { workers: 2 }), 'a folder among the files');
    expect(String(error), 'the error must name the folder').toContain(folder);
    const ofMap = await rejectionOf(() => map(folder), 'map of a folder');
    expect(String(ofMap), 'the error of map must name the folder').toContain(folder);
  });

  it('a pipe or a device in the place of a file is not waited for: it rejects the whole call and is named', async () => {
    const files = await textFiles(...randomTexts(6));
    // The zeros of the device have no end.
    const odd = [await silentPipe(), '/dev/zero'];
    // In a process of its own, which can be ended while it waits.
    const program = async ({ kata }: Alone<typeof import('#kata')>, list: string[], paths: string[]) => {
      const fates: { what: string; path: string; error: string | undefined }[] = [];
      for (const path of paths) {
        const calls = { countWords: () => kata.countWords([...list, path], { workers: 2 }), map: () => kata.map(path) };
        for (const [name, call] of Object.entries(calls)) {
          const what = `${name}, given ${path},`;
          const late = Promise.withResolvers<never>();
          const timer = setTimeout(() => late.reject(new Error(`${what} still waits for it after 6 s`)), 6000);
          const fate = call().then(() => undefined, String);
          fates.push({ what, path, error: await Promise.race([fate, late.promise]) });
          clearTimeout(timer);
        }
      }
      return fates;
    };
    for (const { what, path, error } of await runToExit(program, files, odd)) {
      if (error === undefined) expect.fail(`${what} must reject, but it resolved`);
      expect(error, `${what} must reject with an error that names it`).toContain(path);
    }
  });
});
