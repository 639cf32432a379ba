import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { scratch, writePlain } from '../src/index.ts';

let folder = '';
let elsewhere = '';
beforeEach(async () => {
  folder = join(await scratch(), 'shared');
  elsewhere = join(await scratch(), 'elsewhere');
  for (const path of [folder, elsewhere]) mkdirSync(path);
  writeFileSync(join(elsewhere, 'mine'), 'mine');
});

describe('writePlain', () => {
  it('writes a new file, and makes the folders that are missing', () => {
    writePlain(join(folder, 'text'), 'text');
    writePlain(join(folder, 'deep', 'down', 'bytes'), Buffer.from([1, 2, 3]));
    expect(readFileSync(join(folder, 'text'), 'utf8')).toBe('text');
    expect([...readFileSync(join(folder, 'deep', 'down', 'bytes'))]).toEqual([1, 2, 3]);
  });

  it('makes it as long as it is asked to, with a hole at the end', () => {
    writePlain(join(folder, 'giant'), 'start', 2 ** 40);
    expect(statSync(join(folder, 'giant')).size).toBe(2 ** 40);
    expect(statSync(join(folder, 'giant')).blocks).toBeLessThan(100);
  });

  it('overwrites nothing, and writes through no link', () => {
    symlinkSync(join(elsewhere, 'mine'), join(folder, 'link'));
    symlinkSync(join(elsewhere, 'new'), join(folder, 'dangling'));
    writeFileSync(join(folder, 'taken'), 'taken');
    for (const name of ['link', 'dangling', 'taken']) {
      expect(() => writePlain(join(folder, name), 'other')).toThrow(/is there already, and it was not put there/);
    }
    expect(readFileSync(join(elsewhere, 'mine'), 'utf8')).toBe('mine');
    expect(readdirSync(elsewhere)).toEqual(['mine']);
  });

  it('goes over no link in the place of a folder, near or far', () => {
    symlinkSync(elsewhere, join(folder, 'way'));
    expect(() => writePlain(join(folder, 'way', 'new'), '')).toThrow();
    mkdirSync(join(elsewhere, 'deep'));
    expect(() => writePlain(join(folder, 'way', 'deep', 'new'), '')).toThrow(/reached over a link/);
    expect(() => writePlain(join(folder, 'way', 'missing', 'new'), '')).toThrow();
    expect(readdirSync(elsewhere, { recursive: true }).toSorted()).toEqual(['deep', 'mine']);
  });

  it('says what is wrong with a folder that is none', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => writePlain(join(folder, 'file', 'new'), '')).toThrow(/ENOTDIR/);
    rmSync(join(folder, 'file'));
  });
});
