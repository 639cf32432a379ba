import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { cohortOn } from '../../src/commands/cohort.ts';
import { readKata } from '../../src/kata/find-katas.ts';
import { inLanguage } from '../../src/report/in-language.ts';
import { parseResult } from '../../src/report/json.ts';

const STUDENTS = 100;
const kata = await readKata(join(import.meta.dirname, '../fixtures'), '96-one-check');
const parent = mkdtempSync(join(tmpdir(), 'cohort-'));
const from = join(parent, 'class');
const out = join(parent, 'out');
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** One way to hand in nothing that works; what the verdict says of it. */
const BROKEN: readonly [spoil: (dir: string) => void, said: RegExp][] = [
  [() => {}, /neither katas\/96-one-check\/src\/index\.ts, src\/index\.ts nor index\.ts is there/],
  [(dir) => mkdirSync(join(dir, 'src')), /src\/index\.ts is missing/],
  [(dir) => writeFileSync(join(dir, 'index.ts'), ''), /is empty/],
  [(dir) => writeFileSync(join(dir, 'index.ts'), 'export const = 1;\n'), /src\/index\.ts:1:14/],
  [(dir) => writeFileSync(join(dir, 'index.ts'), 'export const triple = 3;\n'), /does not export double/],
  [(dir) => writeFileSync(join(dir, 'index.ts'), "throw new Error('no');\n"), /Error: no/],
  [(dir) => writeFileSync(join(dir, 'index.ts'), 'process.exit(0);\n'), /ended with code 0/],
  [(dir) => writeFileSync(join(dir, 'index.ts'), 'export const double = async () => 41;\n'), /expected 41 to be 42/],
  [(dir) => symlinkSync('/etc/passwd', join(dir, 'index.ts')), /symbolic link/],
  [
    (dir) => {
      rmSync(dir, { recursive: true });
      symlinkSync('/nowhere', dir);
    },
    /there is no such folder/,
  ],
];
const isBroken = (i: number) => i % 10 === 3;
const nameOf = (i: number) => `student-${i}`;

function handInAll(): void {
  for (let i = 0; i < STUDENTS; i += 1) {
    const dir = join(from, nameOf(i));
    mkdirSync(dir, { recursive: true });
    if (isBroken(i)) BROKEN[Math.floor(i / 10)]![0](dir);
    else cpSync(join(kata.dir, 'solution'), dir, { recursive: true });
  }
}

const options = { from, out, lang: 'en', requireFull: false, only: 'spec', reporter: 'csv', fresh: false } as const;

/** Grades, and gives the exit code and what was printed. */
async function run(more: object = {}): Promise<{ code: number; printed: string }> {
  let printed = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  try {
    return { code: await cohortOn([kata], { ...options, ...more }), printed };
  } finally {
    write.mockRestore();
  }
}

const rows = (): Record<string, string>[] => parse(readFileSync(join(out, 'cohort.csv')), { columns: true });
const resultOf = (i: number) => parseResult(readFileSync(join(out, 'students', nameOf(i), 'result.json'), 'utf8'));
const startedAt = () => Array.from({ length: STUDENTS }, (_, i) => resultOf(i).startedAt);

describe('a hundred submissions, ten of them broken', () => {
  it('get a hundred verdicts', { timeout: 600_000 }, async () => {
    handInAll();
    const { code, printed } = await run();
    expect(code).toBe(1);
    expect(rows().map(({ student }) => student)).toEqual(Array.from({ length: STUDENTS }, (_, i) => nameOf(i)));
    for (const [i, row] of rows().entries()) {
      expect(row).toMatchObject(isBroken(i) ? { status: 'failed', points: '0' } : { status: 'passed', points: '60' });
      if (isBroken(i)) expect(row['message']).toMatch(BROKEN[Math.floor(i / 10)]![1]);
      expect(row['96-one-check']).toBe(row['points']);
      expect(resultOf(i)).toMatchObject({ subject: nameOf(i), interrupted: false, status: row['status'] });
      expect(readdirSync(join(out, 'students', nameOf(i))).sort()).toEqual([
        'graded.json',
        'result.csv',
        'result.json',
      ]);
    }
    expect(printed).toContain('100 of 100 students have a verdict. Mean: 90 %.');
    expect(printed).toMatch(/^✗ student-3 +– +0\/60 +does not load$/m);
  });

  it('say what is wrong in the language of the reader', () => {
    const [{ problem } = {}] = inLanguage(resultOf(3), 'es').katas;
    expect(problem?.message).toMatch(/^no están ni katas\/96-one-check\/src\/index\.ts,/);
  });

  it('are not graded again', { timeout: 600_000 }, async () => {
    const before = startedAt();
    const { code, printed } = await run();
    expect(printed).toContain('100 of 100 students have a verdict. 100 were graded before');
    expect(code).toBe(1);
    expect(startedAt()).toEqual(before);
  });

  it('except who handed in something else, or whose result is no result', { timeout: 600_000 }, async () => {
    const before = startedAt();
    writeFileSync(join(from, nameOf(1), 'index.ts'), 'export const double = async () => 0;\n');
    writeFileSync(join(out, 'students', nameOf(2), 'result.json'), '{ "points": 60 }');
    rmSync(join(out, 'students', nameOf(4)), { recursive: true });
    expect((await run()).printed).toContain('97 were graded before');
    const again = startedAt().flatMap((time, i) => (time === before[i] ? [] : [i]));
    expect(again).toEqual([1, 2, 4]);
    expect(rows()[1]).toMatchObject({ status: 'failed', trouble: 'assertion' });
  });
});

describe('everybody is graded again', () => {
  const two = join(parent, 'two.txt');
  const small = { from: two, out: join(parent, 'out-two') };

  it.each([
    ['with other options', { seed: 7 }],
    ['when asked to', { seed: 7, fresh: true }],
  ])('%s', async (_, more) => {
    writeFileSync(two, [5, 6].map((i) => join(from, nameOf(i))).join('\n'));
    await run(small);
    expect((await run(small)).printed).toContain('2 were graded before');
    expect((await run({ ...small, ...more })).printed).not.toContain('graded before');
  });
});
