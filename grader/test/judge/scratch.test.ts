import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gradeUnits } from '../../src/grading/grade-units.ts';
import { readKata } from '../../src/kata/find-katas.ts';
import { leftovers, levels } from '../sandbox/sandbox-harness.ts';

const kata = await readKata(join(import.meta.dirname, '../fixtures'), '97-scratch');

let srcDir = '';
beforeEach(() => {
  srcDir = mkdtempSync(join(tmpdir(), 'handed-in-'));
});
afterEach(() => {
  rmSync(srcDir, { recursive: true });
  expect(leftovers()).toEqual([]);
});

/** What the checks that failed say. */
async function gradeSpec(level: (typeof levels)[number], code: string): Promise<readonly string[]> {
  writeFileSync(join(srcDir, 'index.ts'), code);
  const unit = { kata, label: 'x', srcDir, phases: 'spec' } as const;
  const [evidence] = await gradeUnits([unit], {
    level: level.level,
    seed: 1,
    signal: AbortSignal.timeout(50_000),
  });
  expect(evidence).toMatchObject({ spec: { faults: [] } });
  return evidence!.spec!.checks.flatMap(({ passed, kind, message }) => (passed ? [] : [`${kind}: ${message}`]));
}

const HEAD = `import fs from 'node:fs'; \n`;
/** A submission that does this with `folder` in place of writing to `output`. */
const asBody = (body: string) =>
  `${HEAD}export async function shout(folder: string) { fs.accessSync(folder + '/in'); const output = folder + '/out/text'; ${body}; return output; }\n`;

describe.each(levels)('a graded spec at level $level', (level) => {
  it('shares a fresh folder with its subject in every test', async () => {
    const honest = `fs.writeFileSync(output, fs.readFileSync(folder + '/in/text', 'utf8').toUpperCase())`;
    expect(await gradeSpec(level, asBody(honest))).toEqual([]);
  });

  it.each([
    ['a sparse giant', `fs.writeFileSync(output, ''); fs.truncateSync(output, 6 << 20)`, 'holds 6291456 bytes'],
    ['a folder', `fs.mkdirSync(output)`, 'is no regular file'],
    ['nothing', `0`, 'cannot be opened (ENOENT)'],
  ])('is not harmed by %s in place of a file', async (_what, body, message) => {
    const failed = await gradeSpec(level, asBody(body));
    expect(failed).toEqual(Array(2).fill(expect.stringContaining(message)));
    expect(failed).toEqual(Array(2).fill(expect.stringMatching(/^assertion: /)));
  });

  it('names the limit when the folder overflows', async () => {
    const flood = `for (let i = 0; i < 24; i++) fs.writeFileSync(folder + '/' + i, Buffer.alloc(1 << 20, 1)); await new Promise((done) => setTimeout(done, 1e6))`;
    expect(await gradeSpec(level, asBody(flood))).toEqual(
      Array(2).fill(expect.stringContaining('limit: It wrote more than 8 MiB of files and was stopped.')),
    );
  });
});

describe('a graded spec at level full', () => {
  it.each([
    ['a link', `fs.symlinkSync('/etc/passwd', output)`, 'is a symbolic link'],
    [
      'a link for a folder',
      `fs.rmdirSync(folder + '/out'); fs.symlinkSync('in', folder + '/out')`,
      'reached over a link',
    ],
  ])('does not follow %s', async (_what, body, message) => {
    const [level] = levels;
    const failed = await gradeSpec(level!, asBody(body));
    if (level!.level === 'full') expect(failed).toEqual(Array(2).fill(expect.stringContaining(message)));
    // Node's permissions do not let a submission make links at all.
    else expect(failed).toHaveLength(2);
  });
});
