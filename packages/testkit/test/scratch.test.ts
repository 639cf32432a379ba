import { existsSync } from 'node:fs';
import { mkdir, readdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { scratch } from '../src/index.ts';

const seen: string[] = [];

describe('scratch', () => {
  it('is an empty folder under its real path, the same one whenever a test asks', async () => {
    const [folder, again] = await Promise.all([scratch(), scratch()]);
    expect(again).toBe(folder);
    expect(await scratch()).toBe(folder);
    expect(await realpath(folder)).toBe(folder);
    expect(await readdir(folder)).toEqual([]);
    await mkdir(join(folder, 'deep'));
    await writeFile(join(folder, 'deep', 'file'), 'text');
    seen.push(folder);
  });

  it('is another one in the next test, and the last one is gone', async () => {
    const folder = await scratch();
    expect(folder).not.toBe(seen[0]);
    expect(existsSync(seen[0]!)).toBe(false);
    expect(await readdir(folder)).toEqual([]);
    seen.push(folder);
  });

  afterAll(() => {
    expect(seen.filter((folder) => existsSync(folder))).toEqual([]);
  });

  it('comes from whoever provides it', async () => {
    const key = Symbol.for('paralelo.scratch');
    const world = globalThis as { [key]?: () => Promise<string> };
    world[key] = () => Promise.resolve('/provided');
    try {
      expect(await scratch()).toBe('/provided');
    } finally {
      delete world[key];
    }
    expect(await scratch()).not.toBe('/provided');
  });
});
