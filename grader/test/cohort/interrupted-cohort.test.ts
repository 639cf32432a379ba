import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WORKSPACE } from '../../src/commands/workspace.ts';
import { parseResult } from '../../src/report/json.ts';
import { runGrader, startGrader } from '../commands/grader-process.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'interrupted-cohort-'));
  await mkdir(join(dir, 'class', 'ada'), { recursive: true });
  await mkdir(join(dir, 'other-taken'));
  await writeFile(join(dir, 'other-taken/students'), 'a file');
  await mkdir(join(dir, 'other-seed/cohort.json'), { recursive: true });
  for (const name of ['grace', 'linus']) {
    await cp(join(WORKSPACE, 'katas/03-primes-sieve/solution'), join(dir, 'class', name), { recursive: true });
  }
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const csv = () => readFile(join(dir, 'out/cohort.csv'), 'utf8').catch(() => '');

describe('Ctrl+C', () => {
  it('keeps who is finished', async () => {
    const { child, ended } = startGrader('cohort', join(dir, 'class'), '--katas', '03', '--out', join(dir, 'out'));
    // Who handed in nothing has a verdict at once; the others take longer.
    while (!(await csv()).includes('\nada,')) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const { code, stdout } = await ended;
    expect(code).toBe(130);
    expect(stdout).toContain('Interrupted');
    expect(stdout).toContain('1 of 3 students have a verdict');
    expect((await csv()).trim().split('\r\n')).toHaveLength(2);
    const result = parseResult(await readFile(join(dir, 'out/students/ada/result.json'), 'utf8'));
    expect(result).toMatchObject({ status: 'failed', interrupted: false });
  });
});

describe('wrong usage ends with code 2 and says what to do', () => {
  it.each([
    ['no folder for the results', [], /The option --out <dir> is missing/],
    [
      'results among the submissions',
      ['--out', 'class/out'],
      /lies among the submissions .* Give a folder beside them/,
    ],
    ['a file where the folders of the students go', ['--out', 'other-taken'], /other-taken.*cannot be written to/],
    ['a folder where the seed is kept', ['--out', 'other-seed'], /cohort\.json does not say the seed of this cohort/],
    ['an unknown kata', ['--out', 'other', '--katas', '03,primes-seive'], /Did you mean "primes-sieve"\?/],
    ['an unknown face', ['--out', 'other', '--reporter', 'markdwn'], /Did you mean "markdown"/],
    ['a face about one submission', ['--out', 'other', '--reporter', 'classroom50'], /a cohort has many/],
  ])('%s', async (_, args, message) => {
    const inside = args.map((arg) => (/^(class|other)/.test(arg) && arg !== 'classroom50' ? join(dir, arg) : arg));
    const { code, stderr } = await runGrader('cohort', join(dir, 'class'), ...inside);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });
});
