import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cohortOn } from '../../src/commands/cohort.ts';
import { readKata } from '../../src/kata/find-katas.ts';
import { parseResult } from '../../src/report/json.ts';

/** A fault that one student's folder brings about: none that is known stays unmended, so this one is made. */
vi.mock('../../src/template/ignored-changes.ts', () => ({
  ignoredChanges: async (_: string, checkout: string) => {
    if (basename(checkout) === 'bob') throw new TypeError('a fault of ours');
    return [];
  },
}));

const kata = await readKata(join(import.meta.dirname, '../fixtures'), '96-one-check');
let parent: string;
const out = () => join(parent, 'out');
const studentOut = (name: string, ...path: string[]) => join(out(), 'students', name, ...path);

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'our-faults-'));
  mkdirSync(out());
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

function handIn(...names: string[]): void {
  for (const name of names) cpSync(join(kata.dir, 'solution'), join(parent, 'class', name), { recursive: true });
}

/** Grades the checks of everybody; gives the exit code and the rows of the CSV. */
async function grade(reporter = 'csv') {
  const write = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  try {
    const from = join(parent, 'class');
    const common = { lang: 'en', requireFull: false, only: 'spec', fresh: false } as const;
    const code = await cohortOn([kata], { ...common, from, out: out(), reporter, seed: 7 });
    const rows: Record<string, string>[] = parse(readFileSync(join(out(), 'cohort.csv')), { columns: true });
    return { code, rows };
  } finally {
    write.mockRestore();
  }
}

describe('a fault of ours about one student', { timeout: 300_000 }, () => {
  it('is that student’s verdict, named, and the others get theirs', async () => {
    handIn('ada', 'bob', 'eve');
    const { code, rows } = await grade();
    expect(rows.map(({ student, status }) => [student, status])).toEqual([
      ['ada', 'passed'],
      ['bob', 'error'],
      ['eve', 'passed'],
    ]);
    expect(rows[1]!['message']).toBe('The grader itself failed: bob: a fault of ours');
    const result = parseResult(readFileSync(studentOut('bob', 'result.json'), 'utf8'));
    expect(result).toMatchObject({ subject: 'bob', status: 'error' });
    expect(code).toBe(2);
  });

  it('is told too where the verdict cannot be written into the folder of the student', async () => {
    handIn('ada', 'eve');
    mkdirSync(join(out(), 'students'));
    writeFileSync(studentOut('ada'), 'a file where the folder should be');
    const { code, rows } = await grade();
    expect(rows.map(({ status }) => status)).toEqual(['error', 'passed']);
    expect(rows[0]!['message']).toMatch(/^The grader itself failed: ada: /);
    expect(code).toBe(2);
  });
});

describe('a verdict that is given anew', { timeout: 300_000 }, () => {
  it('leaves no page of the old one beside it, whatever faces either was shown in', async () => {
    handIn('ada');
    await grade('html,markdown');
    writeFileSync(studentOut('ada', 'notes.txt'), 'the teacher’s own');
    writeFileSync(join(parent, 'class', 'ada', 'index.ts'), 'export const double = async () => 0;\n');
    expect((await grade('csv')).rows[0]).toMatchObject({ status: 'failed' });
    const isThere = (file: string) => existsSync(studentOut('ada', file));
    expect(['report.html', 'report.md'].filter(isThere)).toEqual([]);
    expect(['result.csv', 'result.json', 'notes.txt'].filter((file) => !isThere(file))).toEqual([]);
  });
});
