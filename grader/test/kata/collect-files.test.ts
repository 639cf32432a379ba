import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectFiles } from '../../src/kata/collect-files.ts';
import { SubmissionError } from '../../src/kata/submission-error.ts';

let dir: string;
const kata = { files: ['src/**/*.ts'] };

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'collect-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function put(path: string, text = 'export {};\n'): Promise<string> {
  await mkdir(dirname(join(dir, path)), { recursive: true });
  await writeFile(join(dir, path), text);
  return join(dir, path);
}

describe('collecting a submission', () => {
  it('takes what the kata allows and leaves the rest', async () => {
    for (const path of ['index.ts', 'lib/worker.ts', 'notes.md', 'data.json', 'node_modules/x/index.ts', '.hidden.ts'])
      await put(path);
    expect((await collectFiles(kata, dir)).map((file) => file.path)).toEqual(['src/index.ts', 'src/lib/worker.ts']);
  });

  it.each([
    ['index.ts is missing', 'src/index.ts is missing', () => put('other.ts')],
    ['index.ts is empty', 'src/index.ts is empty', () => put('index.ts', ' \n')],
    ['the folder is missing', 'src cannot be read', () => rm(dir, { recursive: true })],
  ])('says so when %s', async (_name, message, arrange) => {
    await arrange();
    await expect(collectFiles(kata, dir)).rejects.toThrow(message);
  });

  it('never follows a link, to a file or to a folder', async () => {
    await put('index.ts');
    await symlink('/etc/hostname', join(dir, 'stolen.ts'));
    await expect(collectFiles(kata, dir)).rejects.toThrow('src/stolen.ts is a symbolic link');
    await rm(join(dir, 'stolen.ts'));
    await symlink('/etc', join(dir, 'folder'));
    await expect(collectFiles(kata, dir)).rejects.toThrow('src/folder is a symbolic link');
    const link = `${dir}-link`;
    await symlink(dir, link);
    await expect(collectFiles(kata, link)).rejects.toThrow('src is a symbolic link');
    await rm(link);
  });

  it('refuses a giant file by its size, without reading it', async () => {
    const path = await put('index.ts');
    await truncate(path, 100 * 1024 * 1024);
    await expect(collectFiles(kata, dir)).rejects.toThrow(
      'src/index.ts is 100.0 MiB; a source file may be at most 1 MiB',
    );
  });

  it('refuses files that are large together, before all of them are in memory', async () => {
    await put('index.ts');
    await Promise.all(Array.from({ length: 20 }, async (_, i) => truncate(await put(`f${i}.ts`), 1024 * 1024)));
    await expect(collectFiles(kata, dir)).rejects.toThrow(
      'With src/f16.ts, the files in src have more than 8 MiB together; hand in less.',
    );
  });

  it('refuses too many files and too deep ones', async () => {
    await put('index.ts');
    await put(`${Array.from({ length: 9 }, () => 'd').join('/')}/x.ts`);
    await expect(collectFiles(kata, dir)).rejects.toThrow('folders deep');
    await rm(join(dir, 'd'), { recursive: true });
    await Promise.all(Array.from({ length: 201 }, (_, i) => put(`f${i}.ts`)));
    await expect(collectFiles(kata, dir)).rejects.toThrow(SubmissionError);
  });
});
