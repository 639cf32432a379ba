import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findStudents } from '../../src/cohort/students.ts';
import { sayIn } from '../../src/report/sentence.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'students-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const folders = (...paths: string[]) => Promise.all(paths.map((path) => mkdir(join(dir, path), { recursive: true })));
const list = (text: string) => writeFile(join(dir, 'list.txt'), text).then(() => findStudents(join(dir, 'list.txt')));
const names = ({ students }: Awaited<ReturnType<typeof findStudents>>) => students.map(({ name }) => name);

describe('a folder of folders', () => {
  it('has a student for each, in the order of numbers, and tells what is no folder', async () => {
    await folders('group-10', 'group-9', 'ada', '.git', 'node_modules');
    await writeFile(join(dir, 'grace.zip'), '');
    const cohort = await findStudents(dir);
    expect(names(cohort)).toEqual(['ada', 'group-9', 'group-10']);
    expect(cohort.leftOut).toEqual(['grace.zip']);
  });

  it('keeps a student whose link leads nowhere: that is a verdict', async () => {
    await symlink('/nowhere/at/all', join(dir, 'lost'));
    expect(names(await findStudents(dir))).toEqual(['lost']);
  });
});

describe('a list', () => {
  it('has a student for each line, relative to the file, comments and empty lines aside', async () => {
    const { students } = await list('# 2026\nwork/ada\r\n\n  /elsewhere/grace  \n');
    expect(students).toEqual([
      { name: 'ada', dir: join(dir, 'work/ada') },
      { name: 'grace', dir: '/elsewhere/grace' },
    ]);
  });

  it('calls folders of the same name by the folder above them too', async () => {
    expect(names(await list('ada/katas\ngrace/katas\nlinus'))).toEqual(['ada-katas', 'grace-katas', 'linus']);
  });

  it('refuses what would have one name', async () => {
    await expect(list('ada\n./ada\n')).rejects.toThrow(/would both be called ".*ada".*Name every folder once/s);
  });
});

describe('names that are one on some disks', () => {
  const composed = 'Jos\u00e9'; // é in one character
  const decomposed = 'jose\u0301'; // e and an accent

  it.each([
    ['in case', 'Ada', 'ada'],
    ['in the form of their letters', composed, decomposed],
  ])('are refused where they differ %s alone', async (_, one, other) => {
    const message = /differ only in case or in the form of their letters.* one folder.*Rename one of them/;
    await expect(list(`group/${one}\nGroup/${other}\n`)).rejects.toThrow(message);
    await folders(one, other);
    await rm(join(dir, 'list.txt'));
    // A disk on which they are one has no two of them.
    const there = (await readdir(dir)).length;
    if (there === 2) await expect(findStudents(dir)).rejects.toThrow(message);
  });

  it('are told apart by the folder above them', async () => {
    expect(names(await list('ada/katas\ngrace/Katas'))).toEqual(['ada-katas', 'grace-Katas']);
  });
});

describe('nobody', () => {
  it.each([
    ['an empty folder', '.', /There is no folder in/],
    ['an empty list', 'list.txt', /names no folder. Write one path per line/],
    ['what is not there', 'gone', /cannot be read .* one folder per student, or a text file/],
  ])('%s is refused', async (_, from, message) => {
    if (from === 'list.txt') await writeFile(join(dir, from), '# nobody\n');
    await expect(findStudents(join(dir, from))).rejects.toThrow(message);
  });

  it('is in a file that is no text, such as an archive of all submissions', async () => {
    await expect(list('PK\u0003\u0004\0\0ada')).rejects.toThrow(/is no text.*one path per line/);
  });

  it('is refused in the language of the reader', async () => {
    const { said } = await findStudents(dir).catch((error) => error);
    expect(sayIn('es', said)).toMatch(/^No hay ninguna carpeta en .*\. Indica una carpeta/);
  });
});
