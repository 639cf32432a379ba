import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { gradeCohort } from '../../src/cohort/grade-cohort.ts';
import { handInOf } from '../../src/cohort/hand-in.ts';
import { WORKSPACE } from '../../src/commands/workspace.ts';
import { readKata } from '../../src/kata/find-katas.ts';

const parent = mkdtempSync(join(tmpdir(), 'measuring-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

it('no two students are measured at the same time', { timeout: 300_000 }, async () => {
  const kata = await readKata(WORKSPACE, '02-email-validator');
  const students = ['ada', 'grace'].map((name) => ({ name, dir: join(parent, name) }));
  for (const { dir } of students) cpSync(join(kata.dir, 'solution'), dir, { recursive: true });
  const candidates = await Promise.all(
    students.map(async (student) => ({ student, handIns: [await handInOf(student, kata, 'speedup')] })),
  );
  /** Who was measured, a name for every stretch of rounds. */
  const turns: string[] = [];
  const graded: string[] = [];
  await gradeCohort(candidates, {
    level: 'process',
    seed: 7,
    signal: new AbortController().signal,
    onProgress: ({ name }) => {
      if (turns.at(-1) !== name) turns.push(name);
    },
    onGraded: async ({ student }, [evidence]) => {
      expect(evidence?.speedup?.io?.rounds.length).toBeGreaterThan(0);
      graded.push(student.name);
    },
  });
  expect(turns).toEqual(['ada', 'grace']);
  expect(graded).toEqual(['ada', 'grace']);
});
