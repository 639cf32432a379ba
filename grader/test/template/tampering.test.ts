import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WORKSPACE } from '../../src/commands/workspace.ts';
import { readKata } from '../../src/kata/find-katas.ts';
import { parseResult } from '../../src/report/json.ts';
import type { Result } from '../../src/report/result.ts';
import { ignoredChanges } from '../../src/template/ignored-changes.ts';
import { runGrader } from '../commands/grader-process.ts';

const KATA = '03-primes-sieve';
const UPSTREAM = `school/paralelo@${'0a1b2c3d4e'.repeat(4)}`;
let dir: string;
const repository = () => join(dir, 'repository');

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tampering-'));
  const { code, stderr } = await runGrader('template', '--out', repository(), '--katas', KATA, '--upstream', UPSTREAM);
  expect(stderr).toBe('');
  expect(code).toBe(0);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Grades the checks of the repository as a teacher does, with everything but `src` from here. */
async function grade(): Promise<{ result: Result; stdout: string }> {
  const out = join(dir, 'out');
  const args = ['--submission', repository(), '--only', 'spec', '--seed', '7', '--out', out];
  const { stdout } = await runGrader('grade', KATA, ...args);
  return { stdout, result: parseResult(await readFile(join(out, 'result.json'), 'utf8')) };
}

/** What of a result is a verdict: no times. */
function verdictOf({ status, points, maxPoints, katas }: Result): object {
  return {
    status,
    points,
    maxPoints,
    checks: katas.map(({ checks }) => checks.map(({ name, status: is }) => [name, is])),
  };
}

const edit = async (path: string, change: (text: string) => string) =>
  writeFile(join(repository(), path), change(await readFile(join(repository(), path), 'utf8')));

describe('a repository for students', () => {
  let untouched: Result;

  it('as it is handed out fails every check, and is as it was handed out', { timeout: 300_000 }, async () => {
    const { result } = await grade();
    expect(result).toMatchObject({ status: 'failed', points: 0, maxPoints: 60 });
    expect(result.ignoredChanges).toBeUndefined();
  });

  it('passes with the files of the reference', { timeout: 300_000 }, async () => {
    await cp(join(WORKSPACE, 'katas', KATA, 'solution'), join(repository(), 'katas', KATA, 'src'), { recursive: true });
    const { result, stdout } = await grade();
    expect(result).toMatchObject({ status: 'passed', points: 60, maxPoints: 60 });
    expect(result.ignoredChanges).toBeUndefined();
    expect(stdout).not.toContain('Not taken from this checkout');
    untouched = result;
  });

  it('keeps its verdict whatever is done to spec, grader, thresholds and workflows, and it is told', {
    timeout: 300_000,
  }, async () => {
    const spec = `katas/${KATA}/spec`;
    await edit(`katas/${KATA}/kata.json`, (text) =>
      text.replace('"points": 60', '"points": 6000').replaceAll('0.7', '0.01'),
    );
    for (const name of await readdir(join(repository(), spec))) {
      if (name.endsWith('.spec.ts'))
        await writeFile(join(repository(), spec, name), "import { it } from 'vitest';\nit('passes', () => {});\n");
    }
    await rm(join(repository(), spec, 'expected.ts'));
    await writeFile(join(repository(), spec, 'extra.spec.ts'), '');
    await edit('grader/src/verdict/score.ts', (text) => text.replace('return points / count', 'return points'));
    await edit('.github/workflows/grade.yml', (text) => text.replace('contents: read', 'contents: write'));
    await edit('packages/testkit/src/make.ts', (text) => `${text}// mine\n`);

    const { result, stdout } = await grade();
    expect(verdictOf(result)).toEqual(verdictOf(untouched));
    expect(result.ignoredChanges).toEqual(
      expect.arrayContaining([
        { path: '.github/workflows/grade.yml', change: 'changed' },
        { path: 'grader/src/verdict/score.ts', change: 'changed' },
        { path: `katas/${KATA}/kata.json`, change: 'changed' },
        { path: `${spec}/expected.ts`, change: 'removed' },
        { path: `${spec}/extra.spec.ts`, change: 'added' },
        { path: `${spec}/ranges.spec.ts`, change: 'changed' },
        { path: 'packages/testkit/src/make.ts', change: 'changed' },
      ]),
    );
    expect(stdout).toContain('Not taken from this checkout');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      '.github/workflows/grade.yml (changed), grader/src/verdict/score.ts (changed)',
    );
  });
});

describe('what is told of a checkout', () => {
  it('nothing, of a clone of this repository', async () => {
    expect(await ignoredChanges(WORKSPACE, WORKSPACE, [await readKata(WORKSPACE, KATA)])).toEqual([]);
  });

  it('nothing, of a repository for several katas of which one is graded', async () => {
    const out = join(dir, 'several');
    const { code } = await runGrader('template', '--out', out, '--katas', '02,03', '--upstream', UPSTREAM);
    expect(code).toBe(0);
    const graded = [await readKata(WORKSPACE, KATA)];
    expect(await ignoredChanges(WORKSPACE, out, graded)).toEqual([]);
    await writeFile(join(out, 'katas', KATA, 'spec/ranges.spec.ts'), '');
    await writeFile(join(out, 'katas/02-email-validator/kata.json'), '{}');
    expect(await ignoredChanges(WORKSPACE, out, graded)).toEqual([
      { path: `katas/${KATA}/spec/ranges.spec.ts`, change: 'changed' },
    ]);
  });

  it('nothing, of a folder in which none of our katas is', async () => {
    await mkdir(join(dir, 'empty/katas/own'), { recursive: true });
    expect(await ignoredChanges(WORKSPACE, join(dir, 'empty'), [await readKata(WORKSPACE, KATA)])).toEqual([]);
  });

  it.each<unknown>([{ toString: 7 }, { valueOf: [] }, null, 7])(
    'its package.json, of an upstream that is no text: %j',
    async (upstream) => {
      const checkout = join(dir, 'odd');
      await mkdir(join(checkout, 'katas', KATA), { recursive: true });
      await writeFile(join(checkout, 'package.json'), JSON.stringify({ paralelo: { upstream } }));
      expect(await ignoredChanges(WORKSPACE, checkout, [await readKata(WORKSPACE, KATA)])).toContainEqual({
        path: 'package.json',
        change: 'changed',
      });
    },
  );

  it('nothing, of one kata alone', async () => {
    expect(await ignoredChanges(WORKSPACE, join(WORKSPACE, 'katas', KATA), [await readKata(WORKSPACE, KATA)])).toEqual(
      [],
    );
  });
});

describe('a template is refused with code 2 where', () => {
  it.each([
    [
      'the folder is not empty',
      ['--out', WORKSPACE],
      /is not empty .* Give a new or empty folder; nothing was written/,
    ],
    ['the folder is a file', ['--out', import.meta.filename], /is no folder that can be read/],
    ['a kata is unknown', ['--out', 'new', '--katas', 'primes-seive'], /Did you mean "primes-sieve"\?/],
    ['the upstream is malformed', ['--out', 'new', '--upstream', 'school/paralelo'], /expected OWNER\/REPO@REF/],
    ['there is no folder', [], /The option --out <dir> is missing/],
  ])('%s', async (_, args, message) => {
    const { code, stderr } = await runGrader(
      'template',
      ...args.map((arg) => (arg === 'new' ? join(dir, 'new') : arg)),
    );
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
    expect(await readdir(dir)).not.toContain('new');
  });
});
