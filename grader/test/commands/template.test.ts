import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runGrader } from './grader-process.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'template-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const make = (...args: string[]) => runGrader('template', '--out', join(dir, 'class'), '--katas', '03', ...args);

describe('a repository for students', () => {
  it.each([
    ['en', /^\d+ files in .*: 03-primes-sieve\nLook at it: /, /Without --upstream .* there are no workflows in it/],
    ['es', /^\d+ archivos en .*: 03-primes-sieve\nPara verlo: /, /Sin --upstream .* no lleva flujos de trabajo/],
  ])('is made, and what it lacks is said, in %s', async (lang, made, lacks) => {
    const { code, stdout } = await make('--lang', lang);
    expect(stdout).toMatch(made);
    expect(stdout).toMatch(lacks);
    expect(existsSync(join(dir, 'class/katas/03-primes-sieve/src/index.ts'))).toBe(true);
    expect(code).toBe(0);
  });

  it('is not written over anything', async () => {
    await make();
    const before = await readdir(join(dir, 'class'));
    const { code, stderr } = await make('--lang', 'es');
    expect(stderr).toMatch(/no está vacía \(\d+ entradas, .*\)\. .*; no se ha escrito nada\./);
    expect(await readdir(join(dir, 'class'))).toEqual(before);
    expect(code).toBe(2);
  });

  it('has an upstream that can be read, or is not made', async () => {
    const { code, stderr } = await make('--upstream', 'school', '--lang', 'es');
    expect(stderr).toMatch(/^--upstream school: se esperaba OWNER\/REPO@REF/);
    expect(existsSync(join(dir, 'class'))).toBe(false);
    expect(code).toBe(2);
  });
});
